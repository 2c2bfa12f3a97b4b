import type { Alternative } from '../query/expand-word.ts';
import { countIn } from '../terms/postings.ts';
import { BODY, DESCRIPTION, HEADING, TAGS, TITLE } from '../terms/read-article.ts';
import type { Snapshot } from '../terms/snapshot.ts';

// What a word is worth where it stands. The second of the same field adds less than the first (saturation, as in BM25;
// Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009), and less again in a long text.
const TITLE_WEIGHT = 6;
const TAGS_WEIGHT = 4.5;
const DESCRIPTION_WEIGHT = 2;
const HEADING_WEIGHT = 1.5;
const BODY_WEIGHT = 1.5;
const BODY_HALF = 1.2;
const BODY_LENGTH_SHARE = 0.6;
const TITLE_LENGTH_SHARE = 0.2;
const SHORT_FIELD_HALF = 0.5;
const FORM_SHARE = 0.15;

/** What each article is worth for one word, by article number; 0 where nothing answers it. */
export function scoreWord(snapshot: Snapshot, alternatives: readonly Alternative[]): Float32Array {
  const scores = new Float32Array(snapshot.entries.length);
  const { starts, articles, counts } = snapshot;
  for (const { id, weight, isForm } of alternatives) {
    const end = starts[id + 1] as number;
    for (let entry = starts[id] as number; entry < end; entry++) {
      const article = articles[entry] as number;
      const score = weight * fieldScore(snapshot, article, counts[entry] as number);
      const before = scores[article] as number;
      if (before === 0) scores[article] = score;
      else {
        const more = Math.max(before, score);
        scores[article] = isForm ? more + FORM_SHARE * Math.min(before, score) : more;
      }
    }
  }
  return scores;
}

/** What one entry is worth: its occurrences in each field, weighed. */
export function fieldScore({ titleLength, bodyLength }: Snapshot, article: number, held: number): number {
  let score = 0;
  const body = countIn(held, BODY);
  if (body > 0) {
    const half = BODY_HALF * (1 - BODY_LENGTH_SHARE + BODY_LENGTH_SHARE * (bodyLength[article] as number));
    score += (BODY_WEIGHT * body) / (body + half);
  }
  const title = countIn(held, TITLE);
  if (title > 0)
    score += TITLE_WEIGHT / (1 - TITLE_LENGTH_SHARE + TITLE_LENGTH_SHARE * (titleLength[article] as number));
  if (countIn(held, TAGS) > 0) score += TAGS_WEIGHT;
  const description = countIn(held, DESCRIPTION);
  if (description > 0) score += short(DESCRIPTION_WEIGHT, description);
  const heading = countIn(held, HEADING);
  if (heading > 0) score += short(HEADING_WEIGHT, heading);
  return score;
}

function short(weight: number, count: number): number {
  return (weight * (1 + SHORT_FIELD_HALF) * count) / (count + SHORT_FIELD_HALF);
}
