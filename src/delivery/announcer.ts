import type { IdentifiedArticle } from '../catalog/assign-ids.ts';
import { isVisible } from '../catalog/create-catalog.ts';
import { tagKey } from '../catalog/tag-key.ts';
import type { Logger } from '../log.ts';
import type { Announcement } from './ports/announcements.ts';
import type { ArticleMemory, KnownArticle } from './ports/articles.ts';
import type { Ledger } from './ports/ledger.ts';

/** What one look at the content folders gave. */
export interface CheckedContent {
  readonly articles: readonly IdentifiedArticle[];
  /** What was remembered when the articles were given their ids. */
  readonly known: readonly KnownArticle[];
  /** `false` when a folder could not be read: what is missing then may be there all the same. */
  readonly everyFolderReadable: boolean;
}

export type CheckOutcome =
  /** First run, but not everything could be read: nothing is decided, the next check tries again. */
  | { readonly state: 'unreadable' }
  /** First run: these articles are the archive. */
  | { readonly state: 'archived'; readonly count: number }
  | { readonly state: 'checked'; readonly announced: readonly Announced[] };

export interface Announced {
  readonly article: IdentifiedArticle;
  readonly progress: Announcement;
}

export interface AnnouncerPorts {
  readonly memory: Omit<ArticleMemory, 'known'>;
  readonly ledger: Pick<Ledger, 'announce'>;
  readonly log: Logger;
  readonly now: () => Date;
}

export interface Announcer {
  /** Compares the content with what is remembered and announces what is new. Not to be run twice at once. */
  run(content: CheckedContent): Promise<CheckOutcome>;
}

/**
 * Finds what is new. The first content ever seen is the archive and no news, even when it is empty: a newcomer's
 * first file is news. Drafts and articles with a date to come stay unknown and so become news when they appear. A file
 * that vanished is no event at all.
 */
export function createAnnouncer({ memory, ledger, log, now }: AnnouncerPorts): Announcer {
  async function takeArchive({ articles, everyFolderReadable }: CheckedContent, at: Date): Promise<CheckOutcome> {
    if (!everyFolderReadable) {
      log.warn('the archive is not taken in: a content folder cannot be read');
      return { state: 'unreadable' };
    }
    const archive = articles.filter((article) => isVisible(article, at)).map(knowledgeOf);
    await memory.takeArchive(archive, at);
    log.debug('the archive is taken in', { articles: archive.length });
    return { state: 'archived', count: archive.length };
  }

  /** What fails stays new, for the next check, and holds up no other article. */
  async function announceSafely(article: IdentifiedArticle, at: Date): Promise<Announced | undefined> {
    try {
      return await announce(article, at);
    } catch (error) {
      log.error('an article could not be announced; the next check tries again', { article: article.id, error });
      return undefined;
    }
  }

  async function announce(article: IdentifiedArticle, at: Date): Promise<Announced | undefined> {
    if (!article.announce) {
      await memory.remember([knowledgeOf(article)], at);
      return undefined;
    }
    // A transaction of its own for each article: a crash between two leaves the second one new.
    const progress = await ledger.announce({ ...knowledgeOf(article), tagKeys: article.tagNames.map(tagKey) }, at);
    if (progress === undefined) return undefined;
    log.info('announced', { article: article.id, readers: progress.total });
    return { article, progress };
  }

  return {
    async run(content) {
      const at = now();
      if ((await memory.bornAt()) === undefined) return takeArchive(content, at);

      const known = new Map(content.known.map((article) => [article.id, article]));
      const changed = content.articles.filter((article) => hasChanged(article, known.get(article.id)));
      if (changed.length > 0) await memory.update(changed.map(knowledgeOf), at);

      const fresh = content.articles.filter((article) => !known.has(article.id) && isVisible(article, at));
      const announced: Announced[] = [];
      for (const article of fresh.toSorted(byDate)) {
        const outcome = await announceSafely(article, at);
        if (outcome !== undefined) announced.push(outcome);
      }
      return { state: 'checked', announced };
    },
  };
}

function knowledgeOf({ id, key, contentHash }: IdentifiedArticle): KnownArticle {
  return { id, key, contentHash };
}

function hasChanged(article: IdentifiedArticle, known: KnownArticle | undefined): boolean {
  return known !== undefined && (known.key !== article.key || known.contentHash !== article.contentHash);
}

/** Oldest first; without a date an article is as new as can be. */
function byDate(a: IdentifiedArticle, b: IdentifiedArticle): number {
  const [left, right] = [a, b].map(({ date }) => date?.getTime() ?? Number.POSITIVE_INFINITY) as [number, number];
  if (left !== right) return left < right ? -1 : 1;
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}
