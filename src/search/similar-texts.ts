import type { ArticleId } from '../catalog/article.ts';
import { countIn } from './terms/postings.ts';
import { BODY, type IndexedArticle, TERM_MASK } from './terms/read-article.ts';
import { type Snapshot, spreadOf } from './terms/snapshot.ts';

// A text is known by few of its words; more of them find the same articles later.
const TELLING_TERMS = 16;
const SIMILAR_LIMIT = 40;
const WORDS_READ = 4_000;
const LEAST_LENGTH = 3;
// A word of one article alone leads nowhere.
const LEAST_SPREAD = 2;
// A word of every tenth article tells little, and following it through a large catalogue takes long.
const COMMON_SHARE = 0.1;
// In a small catalogue a word that four articles use is still telling, unless all do.
const COMMON_LEAST = 4;
const HALF = 1.5;

/**
 * Articles with a text like that of another, each with a likeness between 0 and 1 (1 would be the text itself): those
 * found by the words that tell the text from others, i.e. that stand often in it and in few articles (tf-idf, as in
 * Manning, Raghavan & Schütze, "Introduction to Information Retrieval", 6.2.2).
 */
export function findSimilarTexts(snapshot: Snapshot, id: ArticleId): ReadonlyMap<ArticleId, number> {
  const own = snapshot.entries.findIndex(({ article }) => article.id === id);
  const terms = own < 0 ? [] : tellingTerms(snapshot, snapshot.entries[own] as IndexedArticle);
  const likeness = new Map<number, number>();
  for (const [term, weight] of terms) {
    for (let entry = snapshot.starts[term] as number; entry < (snapshot.starts[term + 1] as number); entry++) {
      const held = snapshot.counts[entry] as number;
      const count = countIn(held, BODY) || (held === 0 ? 0 : 1);
      const number = snapshot.articles[entry] as number;
      likeness.set(number, (likeness.get(number) ?? 0) + (weight * count) / (count + HALF));
    }
  }
  const whole = likeness.get(own) ?? 0;
  if (whole <= 0) return new Map();
  likeness.delete(own);
  const found = [...likeness].sort(([a, likeA], [b, likeB]) => likeB - likeA || a - b).slice(0, SIMILAR_LIMIT);
  return new Map(found.map(([number, value]) => [articleId(snapshot, number), Math.min(1, value / whole)]));
}

function articleId({ entries }: Snapshot, number: number): ArticleId {
  return (entries[number] as IndexedArticle).article.id;
}

function tellingTerms(snapshot: Snapshot, { words, descriptionAt }: IndexedArticle): [number, number][] {
  const counts = new Map<number, number>();
  for (const word of words.subarray(descriptionAt, descriptionAt + WORDS_READ)) {
    const id = word & TERM_MASK;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const total = snapshot.entries.length;
  const most = Math.max(Math.min(COMMON_LEAST, total - 1), total * COMMON_SHARE, LEAST_SPREAD);
  const weighed = [...counts].flatMap(([id, count]): [number, number][] => {
    const spread = spreadOf(snapshot, id);
    if (spread < LEAST_SPREAD || spread > most || !isTelling(snapshot.dictionary.term(id))) return [];
    return [[id, (1 + Math.log(count)) * Math.log(1 + total / spread)]];
  });
  weighed.sort(([a, weightA], [b, weightB]) => weightB - weightA || a - b);
  return weighed.slice(0, TELLING_TERMS);
}

// Two characters of a script without spaces are as telling as a word.
function isTelling(term: string): boolean {
  return term.length >= LEAST_LENGTH || (term.length === 2 && term >= '\u0e00');
}
