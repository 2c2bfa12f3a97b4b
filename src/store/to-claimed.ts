import type { ArticleId } from '../catalog/article.ts';
import type { AnnouncementId, ChatId, DeliveryId } from '../delivery/ports/ids.ts';
import type { ClaimedDelivery, DeliveredArticle } from '../delivery/ports/ledger.ts';
import type { Topic } from '../delivery/ports/preferences.ts';

export interface ArticleRow {
  readonly id: DeliveryId;
  readonly announcementId: AnnouncementId;
  readonly articleId: ArticleId;
  readonly topic: Topic | null;
}

export interface ClaimedRow extends ArticleRow {
  readonly chatId: ChatId;
  readonly languageCode: string | null;
  readonly silent: number;
  /** This one included. */
  readonly attempt: number;
  readonly messageIdBefore: number;
}

/** The rows of one message, in the order in which it shows them, as the sender has them. */
export function toClaimed(kind: 'push' | 'digest', rows: readonly ClaimedRow[]): ClaimedDelivery {
  const [first] = rows;
  if (first === undefined) throw new Error('a message without a delivery');
  return {
    id: first.id,
    kind,
    chatId: first.chatId,
    languageCode: first.languageCode ?? undefined,
    articles: rows.map(toArticle),
    // A sound if any of the articles may make one.
    silent: rows.every(({ silent }) => silent === 1),
    // None is given up before it has had all its own attempts.
    attempt: Math.min(...rows.map(({ attempt }) => attempt)),
    messageIdBefore: first.messageIdBefore,
  };
}

export function toArticle({ id, announcementId, articleId, topic }: ArticleRow): DeliveredArticle {
  return { deliveryId: id, announcementId, articleId, topic: topic ?? 'all' };
}

interface Matching {
  readonly id: DeliveryId;
  readonly announcementId: AnnouncementId;
  readonly matches: number;
}

/** The order of a digest: what matches most subscriptions first, then the newest. */
export function byMatch(a: Matching, b: Matching): number {
  return b.matches - a.matches || b.announcementId - a.announcementId;
}

/** The order of a digest that went out with a certain delivery first, whatever its reader subscribed to since. */
export function leadFirst(lead: DeliveryId): typeof byMatch {
  return (a, b) => Number(b.id === lead) - Number(a.id === lead) || byMatch(a, b);
}
