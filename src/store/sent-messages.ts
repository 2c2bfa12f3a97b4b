import { type Kysely, sql } from 'kysely';
import type { SentMessage } from '../delivery/ports/corrections.ts';
import type { AnnouncementId, ChatId, DeliveryId } from '../delivery/ports/ids.ts';
import type { MessageForm } from '../delivery/ports/ledger.ts';
import { MATCHES } from './claim-query.ts';
import type { Tables } from './schema.ts';
import { type ArticleRow, leadFirst, toArticle } from './to-claimed.ts';

/** Sent deliveries of an announcement, after the cursor. */
interface Stretch {
  readonly announcement_id: AnnouncementId;
  readonly cursor: number;
}

interface SentRow extends ArticleRow {
  readonly leadId: DeliveryId | null;
  readonly chatId: ChatId;
  readonly languageCode: string | null;
  readonly messageId: number;
  readonly form: MessageForm | null;
  readonly sentAt: number;
}

type DigestRow = ArticleRow & { readonly leadId: DeliveryId; readonly matches: number };

/** The messages of the first `limit` sent deliveries up to a delivery, each with all its articles. */
export async function sentMessages(
  db: Kysely<Tables>,
  stretch: Stretch,
  until: number,
  limit: number,
): Promise<readonly SentMessage[]> {
  const { rows } = await sentQuery(stretch, until, limit).execute(db);
  const leads = rows.flatMap(({ leadId }) => leadId ?? []);
  const { rows: parts } = leads.length === 0 ? { rows: [] } : await digestQuery(leads).execute(db);
  const digests = Map.groupBy(parts, ({ leadId }) => leadId);
  const articlesOf = (lead: DeliveryId) => (digests.get(lead) ?? []).toSorted(leadFirst(lead));
  return rows.map((row) => ({
    kind: row.leadId === null ? 'push' : 'digest',
    chatId: row.chatId,
    languageCode: row.languageCode ?? undefined,
    articles: (row.leadId === null ? [row] : articlesOf(row.leadId)).map(toArticle),
    messageId: row.messageId,
    sentAt: new Date(row.sentAt),
    form: row.form ?? undefined,
    cursor: row.id,
  }));
}

const ARTICLE = sql`
  deliveries.id, deliveries.lead_id as leadId, deliveries.announcement_id as announcementId,
  announcements.article_id as articleId, topics.topic
`;

const ANNOUNCEMENT = sql`
  cross join announcements on announcements.id = deliveries.announcement_id
  left join announcement_topics as topics
    on topics.announcement_id = deliveries.announcement_id and topics.rank = deliveries.topic_rank
`;

/** Exported so that its plan can be checked. */
export function sentQuery({ announcement_id: announcementId, cursor }: Stretch, until: number, limit: number) {
  // The plus keeps SQLite to the stretch, instead of all deliveries of the announcement in the order of their chats.
  return sql<SentRow>`
    select ${ARTICLE}, deliveries.chat_id as chatId, readers.language_code as languageCode,
      deliveries.message_id as messageId, deliveries.form, deliveries.changed_at as sentAt
    from deliveries ${ANNOUNCEMENT}
    left join readers on readers.chat_id = deliveries.chat_id
    where deliveries.id > ${cursor} and deliveries.id <= ${until} and +deliveries.announcement_id = ${announcementId}
      and deliveries.state = 'sent' and +deliveries.message_id is not null and deliveries.chat_id is not null
    order by deliveries.id limit ${limit}
  `;
}

/** Exported so that its plan can be checked. */
export function digestQuery(leads: readonly DeliveryId[]) {
  return sql<DigestRow>`
    select ${ARTICLE}, ${MATCHES} as matches
    from json_each(${JSON.stringify([...new Set(leads)])}) as lead
    cross join deliveries on deliveries.lead_id = lead.value
    ${ANNOUNCEMENT}
    where deliveries.state = 'sent'
  `;
}
