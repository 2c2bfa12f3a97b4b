import { isVisible } from '../catalog/create-catalog.ts';
import type { Comparison } from './checked-content.ts';
import type { AnnouncedArticle, Announcements } from './ports/announcements.ts';
import type { AnnouncementId } from './ports/ids.ts';

/** What the files' coming and going means for the announcements. */
export interface MissingArticles {
  /** Without a file now: the author is to be asked. */
  readonly gone: readonly AnnouncementId[];
  /** The file is there again, whatever is in it. */
  readonly back: readonly AnnouncementId[];
  /** Going out while readers could not open the article. */
  readonly unreadable: readonly AnnouncementId[];
  /** Perhaps paused for that reason, and readable again. */
  readonly readable: readonly AnnouncementId[];
}

/**
 * Finds announced articles that readers cannot open: the file is gone, has a fault, or is dated later now. Only a
 * file that is gone is worth a question, and only when somebody has got the article or is to get it. Pure.
 */
export function findMissing(comparison: Comparison): MissingArticles {
  const { announced, articleById, knownById, broken, at } = comparison;
  const isThere = ({ articleId }: AnnouncedArticle) =>
    articleById.has(articleId) || isBroken(knownById.get(articleId)?.file, broken);
  const isReadable = ({ articleId }: AnnouncedArticle) => {
    const article = articleById.get(articleId);
    return article !== undefined && isVisible(article, at);
  };
  const idsOf = (which: (announcement: AnnouncedArticle) => boolean) => announced.filter(which).map(({ id }) => id);
  return {
    gone: idsOf((each) => isAskedAbout(each) && !isThere(each)),
    back: idsOf((each) => each.missingSince !== undefined && isThere(each)),
    unreadable: idsOf((each) => (each.state === 'running' || each.state === 'planning') && !isReadable(each)),
    readable: idsOf((each) => each.state === 'paused' && isReadable(each)),
  };
}

/** Writes what `findMissing` has found. Each step is found again by the next check until it is done. */
export async function noteMissing(
  { gone, back, unreadable, readable }: MissingArticles,
  announcements: Pick<Announcements, 'setMissing' | 'pause' | 'resume'>,
  now: Date,
): Promise<void> {
  for (const id of unreadable) await announcements.pause(id, { reason: 'missing', note: '' });
  if (gone.length > 0) await announcements.setMissing(gone, now);
  if (back.length > 0) await announcements.setMissing(back, undefined);
  for (const id of readable) await announcements.resume(id, 'missing');
}

function isAskedAbout({ state, reached, missingSince }: AnnouncedArticle): boolean {
  // Asked about already, and perhaps answered.
  if (missingSince !== undefined) return false;
  // The deliveries of one being planned were being written when the list was read.
  return state === 'planning' || (reached && (state === 'running' || state === 'paused' || state === 'finished'));
}

/** Whether a file, or a folder that holds it, is among the broken ones. Of an unknown file it may be any. */
function isBroken(file: string | undefined, broken: ReadonlySet<string>): boolean {
  if (file === undefined) return broken.size > 0;
  const parts = file.split('/');
  return parts.some((_, depth) => broken.has(parts.slice(0, depth + 1).join('/')));
}
