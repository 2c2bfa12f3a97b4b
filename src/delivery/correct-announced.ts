import type { ArticleId } from '../catalog/article.ts';
import type { IdentifiedArticle } from '../catalog/assign-ids.ts';
import { tagKey } from '../catalog/tag-key.ts';
import { cardHash, WITHDRAWN } from './card-hash.ts';
import type { Comparison } from './checked-content.ts';
import { type Following, followArticle } from './find-corrections.ts';
import { matchingWatches, type WatchPorts } from './matching-watches.ts';
import type { AnnouncedArticle, Announcements } from './ports/announcements.ts';
import type { Corrections } from './ports/corrections.ts';

export interface CorrectPorts extends WatchPorts {
  readonly announcements: Pick<Announcements, 'amend' | 'retract' | 'restore'>;
  readonly corrections: Pick<Corrections, 'start'>;
}

/**
 * Has announcements follow their edited articles. Gives the articles that are still to be compared: their old content
 * has to stay remembered, so that the next check meets the edit again. One that fails holds up no other.
 */
export async function correctAnnounced(comparison: Comparison, ports: CorrectPorts): Promise<ReadonlySet<ArticleId>> {
  const { announced, articleById, knownById, at } = comparison;
  const open = new Set<ArticleId>();
  for (const announcement of announced) {
    const article = articleById.get(announcement.articleId);
    if (article === undefined) continue;
    const isEdited = knownById.get(article.id)?.contentHash !== article.contentHash;
    const following = followArticle(article, announcement, isEdited, at);
    if (following === undefined) continue;
    if (following === 'later' || !(await correctSafely(following, article, announcement, at, ports)))
      open.add(article.id);
  }
  return open;
}

async function correctSafely(
  following: Exclude<Following, 'later'>,
  article: IdentifiedArticle,
  announced: AnnouncedArticle,
  at: Date,
  ports: CorrectPorts,
): Promise<boolean> {
  try {
    await correct(following, article, announced, at, ports);
    ports.log.info('an announced article has changed', { article: article.id, following });
    return true;
  } catch (error) {
    ports.log.error('an announced article could not be corrected; the next check tries again', {
      article: article.id,
      error,
    });
    return false;
  }
}

/** The order of two steps is such that, broken off between them, the next check sees that the second is missing. */
async function correct(
  following: Exclude<Following, 'later'>,
  article: IdentifiedArticle,
  { id, state }: AnnouncedArticle,
  at: Date,
  ports: CorrectPorts,
): Promise<void> {
  const { announcements, corrections } = ports;
  const card = { title: article.title, cardHash: cardHash(article) };
  switch (following) {
    case 'amend': {
      const topics = { tagKeys: article.tagNames.map(tagKey), watches: await matchingWatches(article, ports) };
      // Published a moment ago, it has gone out as it was.
      if (!(await announcements.amend(id, { ...card, ...topics }))) await corrections.start(id, 'edit', card, at);
      return;
    }
    case 'edit':
      return corrections.start(id, 'edit', card, at);
    case 'retract':
      // First, so that nothing is claimed behind the correction's back. What was cancelled must not be restored.
      if (state !== 'cancelled') await announcements.retract(id, at);
      return corrections.start(id, 'retract', { ...card, cardHash: WITHDRAWN }, at);
    case 'restore':
      await corrections.start(id, 'edit', card, at);
      await announcements.restore(id);
  }
}
