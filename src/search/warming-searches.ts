import type { Steps } from '../markdown/steps.ts';
import { findArticles } from './find-articles.ts';
import type { Snapshot } from './terms/snapshot.ts';

const SEARCHES = 100;
const TERMS_IN_STEP = 50;

/**
 * Makes searches that nobody asked for, in steps: until code is compiled, and as long as no word has its stems, a search
 * takes ten times as long as later. Looks for titles, from one end of the catalogue to the other.
 */
export function* warmingSearches(snapshot: Snapshot): Steps<void> {
  const { dictionary, entries, titleWords } = snapshot;
  for (const [at, id] of titleWords.ids.entries()) {
    dictionary.prepareStems(id);
    if (at % TERMS_IN_STEP === 0) yield;
  }
  const apart = Math.max(1, Math.ceil(entries.length / SEARCHES));
  for (let at = 0; at < entries.length; at += apart) {
    findArticles(snapshot, entries[at]?.article.title ?? '', { limit: 10, offset: 0 });
    yield;
  }
}
