import type { Need } from '../query/needs.ts';
import { type Snapshot, spreadOf } from '../terms/snapshot.ts';

/** How much a word tells (idf): by the articles that have it or a form of it; by its continuations if it is only begun. */
export function tellingOf(snapshot: Snapshot, { alternatives }: Need, scores: Float32Array): number {
  const forms = alternatives.filter(({ kind }) => kind !== 'guess');
  let spread = 0;
  if (forms.length > 0) for (const { id } of forms) spread += spreadOf(snapshot, id);
  else for (const score of scores) if (score > 0) spread++;
  return idf(scores.length, Math.min(scores.length, spread));
}

/** How much a term tells. */
export function tellingOfTerm(snapshot: Snapshot, id: number): number {
  return idf(snapshot.entries.length, spreadOf(snapshot, id));
}

function idf(total: number, spread: number): number {
  return Math.log(1 + (total - spread + 0.5) / (spread + 0.5));
}
