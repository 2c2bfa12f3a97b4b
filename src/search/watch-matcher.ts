import { tagKey } from '../catalog/tag-key.ts';
import type { Steps } from '../markdown/steps.ts';
import { glue } from './analysis/glue.ts';
import { literalRuns } from './query/conditions.ts';
import { type QueryWord, scanQuery } from './query/parse-query.ts';
import { wordForms } from './query/word-forms.ts';
import { createDictionary } from './terms/dictionary.ts';
import { hasPhrase } from './terms/phrase.ts';
import { type ReadableArticle, readWords } from './terms/read-article.ts';
import { buildVocabulary } from './terms/vocabulary.ts';
import { readWatch, type WatchTopic } from './watch.ts';

export type WatchMatcher = (topic: WatchTopic) => boolean;

export type WatchedArticle = Omit<ReadableArticle, 'tags'> & { readonly tagNames: readonly string[] };

interface Answered {
  readonly word: QueryWord;
  readonly isAnswered: boolean;
}

interface TypedWord {
  readonly words: readonly Answered[];
  readonly isAnswered: boolean;
}

// Of so many different words the answers are remembered, some hundred bytes each.
const KEPT = 50_000;
const MOST_GLUED = 4;

/**
 * Tells of one article which watches it answers: those of which it has all tags and all words. Words mean what they mean
 * in a search that is read strictly: as they stand or in another form of them, names with their signs as written, runs
 * without spaces literally, neighbours also run together; no beginnings of words and no slips. Reads the article in steps.
 */
export function* createWatchMatcher(article: WatchedArticle): Steps<WatchMatcher> {
  const dictionary = createDictionary();
  const { tagNames } = article;
  const { words: text } = yield* readWords({ ...article, tags: tagNames.map((name) => ({ name })) }, dictionary);
  const vocabulary = yield* buildVocabulary(dictionary);
  const tags = new Set(tagNames.map(tagKey));
  const remembered = new Map<string, TypedWord>();

  function has(term: string): boolean {
    return dictionary.find(term) > 0;
  }

  function isAnswered({ term, signed, isPair }: QueryWord): boolean {
    if (signed !== undefined) return has(signed);
    if (has(term)) return true;
    // Pairs begin with what is a word of its own: one Han character may be all that is asked for.
    if (isPair) return [...term].length === 1 && vocabulary.startingWith(term).length > 0;
    return wordForms({ dictionary, vocabulary }, term).length > 0;
  }

  function answer(typed: string): TypedWord {
    const known = remembered.get(typed);
    if (known !== undefined) return known;
    if (remembered.size >= KEPT) remembered.clear();
    const words = scanQuery(typed, 0);
    const answered = words.map((word) => ({ word, isAnswered: isAnswered(word) }));
    const all = answered.every((each) => each.isAnswered);
    const runs = all ? literalRuns({ words }) : [];
    const idsOf = (from: number, to: number) => words.slice(from, to).map(({ term }) => dictionary.find(term));
    const fresh = {
      words: answered,
      isAnswered: all && runs.every(({ from, to }) => hasPhrase(text, idsOf(from, to))),
    };
    remembered.set(typed, fresh);
    return fresh;
  }

  /** `open ssl` is answered by `openssl`. */
  function isAnsweredTogether(typed: readonly TypedWord[]): boolean {
    if (typed.some((each) => !each.isAnswered && each.words.some(({ word }) => word.isPair))) return false;
    const words = typed.flatMap((each) => each.words);
    // A word that is typed twice is one: `node.js node` is answered by `nodejs`.
    const together = new Set(words.filter((_, at) => isRunTogether(words, at)).map(({ word }) => nameOf(word)));
    return words.every(({ word, isAnswered }) => isAnswered || together.has(nameOf(word)));
  }

  /** Whether a word and some of its neighbours are one word to the article. */
  function isRunTogether(words: readonly Answered[], at: number): boolean {
    for (let from = Math.max(0, at - MOST_GLUED + 1); from <= at; from++) {
      const terms: string[] = [];
      for (let to = from; to < words.length && terms.length < MOST_GLUED; to++) {
        const { word } = words[to] as Answered;
        if (word.isPair) break;
        terms.push(word.term);
        if (to >= at && terms.length > 1 && has(glue(terms))) return true;
      }
    }
    return false;
  }

  return (topic) => {
    const asked = readWatch(topic);
    if (!asked.tags.every((key) => tags.has(key))) return false;
    const typed = asked.words.map(answer);
    return typed.every((each) => each.isAnswered) || isAnsweredTogether(typed);
  };
}

// `.js` and `js` are not the same.
function nameOf({ signed, term }: QueryWord): string {
  return signed ?? term;
}
