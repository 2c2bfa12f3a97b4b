import type { Tag } from '../catalog/article.ts';
import type { Guesses } from './find-articles.ts';
import type { Query } from './query/parse-query.ts';
import { countIn } from './terms/postings.ts';
import { TITLE } from './terms/read-article.ts';
import type { Snapshot } from './terms/snapshot.ts';
import { heldByTitleWords } from './terms/title-words.ts';

const ARTICLES = 3;
const TAGS = 4;
const MOST_WORDS = 4;
const LEAST_LIKENESS = 0.3;

/** What looks most like a query that nothing fits: titles with words that share most runs of three letters with its own, and tags. */
export function guess(snapshot: Snapshot, query: Query): Guesses {
  const likeness = new Map<number, number>();
  for (const { term } of query.words.slice(0, MOST_WORDS)) {
    for (const [article, most] of likeTitles(snapshot, term))
      likeness.set(article, (likeness.get(article) ?? 0) + most);
  }
  const idOf = (number: number) => snapshot.entries[number]?.article.id ?? ('' as never);
  const best = [...likeness].sort(([a, likeA], [b, likeB]) => likeB - likeA || (idOf(a) < idOf(b) ? -1 : 1));
  return { articles: best.slice(0, ARTICLES).map(([number]) => idOf(number)), tags: likeTags(snapshot, query) };
}

/** The tags whose names have most in common with words of the query. */
function likeTags({ tags }: Snapshot, { words }: Query): Tag[] {
  const threes = words.slice(0, MOST_WORDS).map(({ term }) => ({ term: ` ${term} `, threes: threesOf(term) }));
  const liked = [...tags.values()].flatMap((tag) => {
    const name = ` ${tag.key} `;
    const own = threesOf(tag.key);
    // Either may be part of the other: `kafkaesque` and `kafka`.
    const likeness = Math.max(
      0,
      ...threes.map((each) => Math.max(shareIn(each.threes, name), shareIn(own, each.term))),
    );
    return likeness < LEAST_LIKENESS ? [] : [{ tag, likeness }];
  });
  liked.sort((a, b) => b.likeness - a.likeness || b.tag.count - a.tag.count || (a.tag.key < b.tag.key ? -1 : 1));
  return liked.slice(0, TAGS).map(({ tag }) => tag);
}

/** The articles whose titles have words like a word, and how like it the likest of each is. */
function likeTitles({ titleWords, starts, articles, counts }: Snapshot, word: string): Map<number, number> {
  const found = new Map<number, number>();
  const threes = threesOf(word);
  for (const [at, held] of heldByTitleWords(titleWords, threes).entries()) {
    const likeness = held / threes.length;
    if (likeness < LEAST_LIKENESS) continue;
    const id = titleWords.ids[at] as number;
    for (let entry = starts[id] as number; entry < (starts[id + 1] as number); entry++) {
      if (countIn(counts[entry] as number, TITLE) === 0) continue;
      const article = articles[entry] as number;
      found.set(article, Math.max(found.get(article) ?? 0, likeness));
    }
  }
  return found;
}

function threesOf(word: string): string[] {
  const padded = ` ${word} `;
  return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3));
}

function shareIn(threes: readonly string[], text: string): number {
  let both = 0;
  for (const three of threes) if (text.includes(three)) both++;
  return both / threes.length;
}
