import type { ArticleId } from '../catalog/article.ts';
import type { IdentifiedArticle } from '../catalog/assign-ids.ts';
import { isVisible } from '../catalog/create-catalog.ts';
import { tagKey } from '../catalog/tag-key.ts';
import { cardHash } from './card-hash.ts';
import { type CheckedContent, type Comparison, compare } from './checked-content.ts';
import { correctAnnounced } from './correct-announced.ts';
import { matchingWatches, type WatchPorts } from './matching-watches.ts';
import { findMissing, noteMissing } from './missing-articles.ts';
import type { Announcements } from './ports/announcements.ts';
import type { ArticleMemory, KnownArticle } from './ports/articles.ts';
import type { Corrections } from './ports/corrections.ts';
import { isStale, type StaleRule } from './stale-news.ts';
import { createWaitingWarning } from './waiting-warning.ts';

export interface AnnouncerPorts extends WatchPorts {
  readonly memory: Omit<ArticleMemory, 'known'>;
  readonly announcements: Pick<
    Announcements,
    'announce' | 'plan' | 'announced' | 'inState' | 'amend' | 'pause' | 'resume' | 'retract' | 'restore' | 'setMissing'
  >;
  readonly corrections: Pick<Corrections, 'start'>;
  /** `approve`: every announcement waits for the author's word. */
  readonly announceMode: 'auto' | 'approve';
  readonly announceDelayMs: number;
  readonly staleAfterMs: number;
  /** Whether there is somebody to give that word. */
  readonly hasAuthors: boolean;
  readonly now: () => Date;
}

export interface Announcer {
  /**
   * Compares the content with what is remembered, and writes what follows into the database: new articles, edits,
   * retractions, missing files. The catalogue has to be that of the content already. Not to be run twice at once.
   */
  run(content: CheckedContent, signal: AbortSignal): Promise<void>;
}

/**
 * Finds what is new and what has become of the old. The first content ever seen is the archive and no news, even when
 * it is empty: a newcomer's first file is news. Drafts and articles with a date to come stay unknown and so become news
 * when they appear. Each step is written before what marks it as done, so a check that is broken off is made good by
 * the next one.
 */
export function createAnnouncer(ports: AnnouncerPorts): Announcer {
  const { memory, announcements, announceMode, announceDelayMs, staleAfterMs, log, now } = ports;
  // Until one check has decided on everything, an article may have appeared while nobody looked.
  let wasAway = true;
  const failedBefore = new Set<ArticleId>();
  const warnOfWaiting = createWaitingWarning(ports);

  async function takeArchive({ articles, trusted, at }: CheckedContent): Promise<void> {
    if (!trusted) {
      log.warn('the archive is not taken in: a content folder cannot be read');
      return;
    }
    const archive = articles.filter((article) => isVisible(article, at)).map(knowledgeOf);
    await memory.takeArchive(archive, at);
    log.debug('the archive is taken in', { articles: archive.length });
    await endCheck(at);
  }

  async function endCheck(at: Date): Promise<void> {
    await memory.setLastCheckAt(at);
    wasAway = false;
  }

  /**
   * Gives whether all new articles could be dealt with. What fails stays new. The first time, younger ones wait with it
   * for the next check, so that a database that was busy for a moment does not change their order; one that fails
   * again holds up nobody.
   */
  async function announceNew({ articles, knownById, at }: Comparison): Promise<boolean> {
    const fresh = articles.filter((article) => !knownById.has(article.id) && isVisible(article, at)).toSorted(byDate);
    const rule = wasAway && fresh.length > 0 ? await staleRule(at) : undefined;
    let done = true;
    for (const article of fresh) {
      try {
        // A transaction of its own for each article: a crash between two leaves the second one new.
        await announce(article, rule, at);
        failedBefore.delete(article.id);
      } catch (error) {
        log.error('an article could not be announced; the next check tries again', { article: article.id, error });
        done = false;
        if (failedBefore.has(article.id)) continue;
        failedBefore.add(article.id);
        break;
      }
    }
    return done;
  }

  async function staleRule(at: Date): Promise<StaleRule> {
    return { lastCheckAt: await memory.lastCheckAt(), staleAfterMs, now: at };
  }

  async function announce(article: IdentifiedArticle, rule: StaleRule | undefined, at: Date): Promise<void> {
    const known = knowledgeOf(article);
    if (!article.announce) return memory.remember([known], at);
    const isHeld = rule !== undefined && isStale(article.date, rule);
    const state = isHeld ? 'held' : announceMode === 'approve' ? 'approval' : 'planning';
    const watches = await matchingWatches(article, ports);
    const news = {
      ...known,
      ...{ title: article.title, tagKeys: article.tagNames.map(tagKey), watches, cardHash: cardHash(article) },
    };
    await announcements.announce(news, state, at);
    log.info('a new article', { article: article.id, state });
  }

  return {
    async run(content, signal) {
      const { at, trusted } = content;
      if ((await memory.bornAt()) === undefined) return takeArchive(content);
      const comparison = compare(content, await announcements.announced());
      const uncorrected = await correctAnnounced(comparison, ports);
      const changed = findChanged(comparison, uncorrected);
      if (changed.length > 0) await memory.update(changed, at);
      const done = await announceNew(comparison);
      // At every check: an earlier one may have been broken off.
      await announcements.plan({ delayMs: announceDelayMs, now, signal });
      if (trusted) {
        // After planning, because only what runs can be paused.
        await noteMissing(findMissing(comparison), announcements, at);
        if (done) await endCheck(at);
      }
      await warnOfWaiting();
    },
  };
}

/** Known articles whose memory has to be renewed. An uncorrected one goes by its old content until it is corrected. */
function findChanged({ articles, knownById }: Comparison, uncorrected: ReadonlySet<ArticleId>): KnownArticle[] {
  return articles.flatMap((article) => {
    const before = knownById.get(article.id);
    if (before === undefined) return [];
    const after = knowledgeOf(article);
    const renewed = uncorrected.has(article.id) ? { ...after, contentHash: before.contentHash } : after;
    const isSame =
      before.key === renewed.key && before.contentHash === renewed.contentHash && before.file === renewed.file;
    return isSame ? [] : [renewed];
  });
}

function knowledgeOf({ id, key, contentHash, file }: IdentifiedArticle): KnownArticle {
  return { id, key, contentHash, file };
}

/** Oldest first; without a date an article is as new as can be. */
function byDate(a: IdentifiedArticle, b: IdentifiedArticle): number {
  const [left, right] = [a, b].map(({ date }) => date?.getTime() ?? Number.POSITIVE_INFINITY) as [number, number];
  if (left !== right) return left < right ? -1 : 1;
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}
