import type { Catalog } from '../catalog/catalog.ts';
import type { HeldArticle } from '../render/announcement-batches.ts';
import type { AnnouncedArticle, Announcement, Announcements } from './ports/announcements.ts';

/** Announcements that wait for the author's word, by the check that found them, the newest article first in each. */
export function heldBatches(held: readonly Announcement[], catalog: Catalog): Map<number, readonly Announcement[]> {
  const batches = Map.groupBy(held, ({ startedAt }) => startedAt.getTime());
  const dateOf = ({ articleId }: Announcement) =>
    catalog.article(articleId)?.date?.getTime() ?? Number.POSITIVE_INFINITY;
  // Without a date an article is as new as can be. Two infinities have no difference, hence the comparison.
  const byDate = (a: Announcement, b: Announcement) => {
    const [left, right] = [dateOf(a), dateOf(b)];
    return left === right ? b.id - a.id : left < right ? 1 : -1;
  };
  return new Map([...batches].map(([batch, announcements]) => [batch, announcements.toSorted(byDate)]));
}

/** What the question about held announcements shows of one. */
export function heldArticle({ title, articleId }: Announcement, catalog: Catalog): HeldArticle {
  return { title, date: catalog.article(articleId)?.date };
}

/** Announced articles whose files are gone and of which the author has not said what to do, by the check that missed them. */
export function missingBatches(announced: readonly AnnouncedArticle[]): Map<number, readonly AnnouncedArticle[]> {
  const open = announced.filter(
    ({ missingSince, missingLeft, state }) => missingSince !== undefined && !missingLeft && state !== 'retracted',
  );
  return Map.groupBy(open, ({ missingSince }) => missingSince?.getTime() ?? 0);
}

/** What the question about missing files shows of the first `limit`. */
export async function missingArticles(
  batch: readonly AnnouncedArticle[],
  limit: number,
  announcements: Pick<Announcements, 'get'>,
): Promise<readonly Announcement[]> {
  const found = await Promise.all(batch.slice(0, limit).map(({ id }) => announcements.get(id)));
  return found.filter((announcement) => announcement !== undefined);
}
