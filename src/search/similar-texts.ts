import type { ArticleId } from '../catalog/article.ts';
import type { IndexDatabase } from './index-database.ts';
import { scanWords } from './normalise.ts';

// A text is known by few of its words; more of them find the same articles later.
const TELLING_TERMS = 12;
const SIMILAR_LIMIT = 40;
const CHARACTERS_READ = 20_000;
const LEAST_LENGTH = 3;
// A word of one article alone leads nowhere.
const LEAST_SPREAD = 2;
// A word of every tenth article tells little, and following it through a large catalogue takes long.
const COMMON_SHARE = 0.1;
// In a small catalogue a word that four articles use is still telling, unless all do.
const COMMON_LEAST = 4;

/**
 * Articles with a text like that of another, each with a likeness between 0 and 1 (1 would be the text itself): those
 * found by the words that tell the text from others, i.e. that stand often in it and in few articles (tf-idf, as in
 * Manning, Raghavan & Schütze, "Introduction to Information Retrieval", 6.2.2).
 */
export function findSimilarTexts(database: IndexDatabase, article: ArticleId): ReadonlyMap<ArticleId, number> {
  const text = database.textOf(article);
  const terms = text === undefined ? [] : tellingTerms(database, text.slice(0, CHARACTERS_READ));
  if (terms.length === 0) return new Map();
  const expression = terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' OR ');
  const found = database.page(expression, SIMILAR_LIMIT + 1, 0);
  const whole = found.find((row) => row.article === article)?.score ?? found[0]?.score ?? 0;
  if (whole <= 0) return new Map();
  const others = found.filter((row) => row.article !== article);
  return new Map(others.map(({ article: other, score }) => [other, Math.min(1, Math.max(0, score / whole))]));
}

function tellingTerms(database: IndexDatabase, text: string): string[] {
  const counts = new Map<string, number>();
  for (const { pieces } of scanWords(text)) {
    for (const { term } of pieces) if (term.length >= LEAST_LENGTH) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const total = database.size();
  const most = Math.max(Math.min(COMMON_LEAST, total - 1), total * COMMON_SHARE, LEAST_SPREAD);
  const weighed = [...counts].flatMap(([term, count]): [string, number][] => {
    const spread = database.spreadOf(term);
    if (spread < LEAST_SPREAD || spread > most) return [];
    return [[term, (1 + Math.log(count)) * Math.log(1 + total / spread)]];
  });
  weighed.sort(([a, weightA], [b, weightB]) => weightB - weightA || (a < b ? -1 : 1));
  return weighed.slice(0, TELLING_TERMS).map(([term]) => term);
}
