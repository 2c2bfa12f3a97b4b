import type { IdentifiedArticle } from '../catalog/assign-ids.ts';
import type { Logger } from '../log.ts';
import { inTurns, type Steps } from '../markdown/steps.ts';
import type { WatchTopic } from '../search/watch.ts';
import { createWatchMatcher, type WatchMatcher } from '../search/watch-matcher.ts';

export interface WatchPorts {
  /** The watched searches, each once, some at a time. */
  readonly watches: () => AsyncIterable<readonly WatchTopic[]>;
  readonly log: Logger;
}

/** Deliveries name their topic by its rank, which has 16 bits; the rest is for tags. */
export const MOST_WATCHES = 60_000;
const WATCHES_IN_STEP = 16;

/**
 * The watched searches that an article answers, at most `MOST_WATCHES`, found in short pieces between which the process
 * serves others. An article that the matcher fails on answers none: that must not keep it from everybody else.
 */
export async function matchingWatches(
  article: IdentifiedArticle,
  { watches, log }: WatchPorts,
): Promise<readonly WatchTopic[]> {
  let matcher: WatchMatcher | undefined;
  const found: WatchTopic[] = [];
  for await (const some of watches()) {
    try {
      matcher ??= await inTurns(createWatchMatcher(article));
      for (const watch of await inTurns(matchSteps(some, matcher))) found.push(watch);
    } catch (error) {
      log.error('an article could not be held against watched searches; it is announced without them', {
        article: article.id,
        error,
      });
      return [];
    }
  }
  if (found.length > MOST_WATCHES)
    log.warn('an article answers more watched searches than one announcement can have; the last ones are left out', {
      article: article.id,
      leftOut: found.length - MOST_WATCHES,
    });
  return found.slice(0, MOST_WATCHES);
}

function* matchSteps(watches: readonly WatchTopic[], answers: WatchMatcher): Steps<WatchTopic[]> {
  const found: WatchTopic[] = [];
  for (const [index, watch] of watches.entries()) {
    if (answers(watch)) found.push(watch);
    if (index % WATCHES_IN_STEP === 0) yield;
  }
  return found;
}
