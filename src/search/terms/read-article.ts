import type { Article } from '../../catalog/article.ts';
import type { Steps } from '../../markdown/steps.ts';
import { type LetterSink, scanLetters } from '../analysis/scan-letters.ts';
import { guessLanguage, type Language, latinLanguage } from '../analysis/stems.ts';
import { inPieces, stripMarkdown } from '../analysis/strip-markdown.ts';
import type { Dictionary } from './dictionary.ts';

/** An article as numbers of terms. */
export interface IndexedArticle {
  readonly article: Article;
  /** Words in reading order: title, tags, description, body, a BREAK after each title, tag and description. */
  readonly words: Uint32Array;
  /** Where in `words` the tags, the description and the body begin. */
  readonly tagsAt: number;
  readonly descriptionAt: number;
  readonly bodyAt: number;
  /** The language that the article names, in lower case, or else seems to be in. */
  readonly lang: string;
  /** Other spellings, each with its field in the uppermost bits. */
  readonly forms: Uint32Array;
}

/** No term: a phrase does not cross it. */
export const BREAK = 0;
/** Set on words of the body that stand in a heading. */
export const HEADING_BIT = 0x80000000;
export const TERM_MASK = 0x0fffffff;
export const FIELD_SHIFT = 28;
export const TITLE = 0;
export const TAGS = 1;
export const DESCRIPTION = 2;
export const BODY = 3;
export const HEADING = 4;

const CHARACTERS_IN_STEP = 2_000;
// What a line costs beside its characters.
const LINE_CHARACTERS = 20;
// What tells the language.
const BEGINNING = 1_000;

/** What of an article is read. */
export type ReadableArticle = Pick<Article, 'title' | 'description' | 'body' | 'mdx' | 'lang'> & {
  readonly tags: readonly { readonly name: string }[];
};

/** Reads an article into numbers, in steps. Terms not met before are added to the dictionary. */
export function* readArticle(article: Article, dictionary: Dictionary): Steps<IndexedArticle> {
  return { article, ...(yield* readWords(article, dictionary)) };
}

/** The numbers alone. */
export function* readWords(article: ReadableArticle, dictionary: Dictionary): Steps<Omit<IndexedArticle, 'article'>> {
  const { title, description, body } = article;
  const beginning = [title, description, body].map((text) => text.slice(0, BEGINNING)).join(' ');
  const latin = latinLanguage(article.lang, beginning);
  const collector = createCollector(dictionary, latin);
  yield* readField(collector, title, TITLE);
  const tagsAt = collector.length;
  for (const { name } of article.tags) yield* readField(collector, name, TAGS);
  const descriptionAt = collector.length;
  yield* readField(collector, description, DESCRIPTION);
  const bodyAt = collector.length;
  for (const { text, heading } of stripMarkdown(body, article)) {
    if (collector.read(text, heading ? HEADING : BODY)) yield;
  }
  const lang = article.lang?.toLowerCase() ?? guessLanguage(beginning, latin);
  return { ...collector.finish(), tagsAt, descriptionAt, bodyAt, lang };
}

function* readField(collector: Collector, text: string, field: number): Steps<void> {
  for (const piece of inPieces(text)) if (collector.read(piece, field)) yield;
  collector.break();
}

type Collector = ReturnType<typeof createCollector>;

function createCollector(dictionary: Dictionary, language: Language) {
  const words = createNumbers();
  const forms = createNumbers();
  let field = TITLE;
  let bits = 0;
  let unread = CHARACTERS_IN_STEP;
  const word: LetterSink['word'] = (letters, from, to) => {
    words.push((dictionary.addLetters(letters, from, to, language) | bits) >>> 0);
  };
  const form: LetterSink['form'] = (letters, from, to) => {
    forms.push((dictionary.addLetters(letters, from, to, language) | (field << FIELD_SHIFT)) >>> 0);
  };
  const sink: LetterSink = { word, form, pair: word };
  return {
    get length() {
      return words.length;
    },
    /** Tells whether it is time to let others have their turn. */
    read(text: string, of: number) {
      field = of;
      bits = of === HEADING ? HEADING_BIT : 0;
      scanLetters(text, sink);
      unread -= text.length + LINE_CHARACTERS;
      if (unread > 0) return false;
      unread = CHARACTERS_IN_STEP;
      return true;
    },
    break: () => words.push(BREAK),
    finish: () => ({ words: words.finish(), forms: forms.finish() }),
  };
}

// Room for the numbers of an article while it is read, taken up again by a later one.
const spare: Uint32Array[] = [];
const USUAL = 4_096;

function createNumbers() {
  let numbers = spare.pop() ?? new Uint32Array(USUAL);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value: number) {
      if (length === numbers.length) {
        const larger = new Uint32Array(length * 2);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[length++] = value;
    },
    /** Those pushed so far; nothing more may be pushed. */
    finish() {
      const all = numbers.slice(0, length);
      spare.push(numbers);
      return all;
    },
  };
}
