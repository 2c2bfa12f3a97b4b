import type { Generated } from 'kysely';
import type { ArticleId } from '../catalog/article.ts';
import type { AnnouncementId, ChatId, DeliveryId, Topic } from '../delivery/ports.ts';

/** The tables as the newest migration leaves them. Every `_at` is an instant in milliseconds UTC. */
export interface Tables {
  readers: ReadersTable;
  subscriptions: { chat_id: ChatId; topic: Topic; created_at: number };
  saved: { chat_id: ChatId; article_id: ArticleId; saved_at: number };
  searches: { id: string; chat_id: ChatId; kind: SearchKind; query: string; used_at: number };
  conversations: { key: string; state: string; updated_at: number };
  inbox: {
    update_id: number;
    chat_id: number | null;
    body: string | null;
    received_at: number;
    done_at: number | null;
  };
  telegram_files: { bot_id: number; kind: string; content_hash: string; file_id: string; stored_at: number };
  settings: { key: string; value: string };
  articles: { id: ArticleId; key: string; content_hash: string; first_seen_at: number; updated_at: number };
  announcements: {
    id: Generated<AnnouncementId>;
    article_id: ArticleId;
    started_at: number;
    finished_at: number | null;
  };
  announcement_topics: { announcement_id: AnnouncementId; rank: number; topic: Topic };
  deliveries: DeliveriesTable;
}

export interface ReadersTable {
  chat_id: ChatId;
  state: ReaderState;
  state_reason: string | null;
  language_code: string | null;
  first_seen_at: number;
  state_changed_at: number;
}

export interface DeliveriesTable {
  id: Generated<DeliveryId>;
  announcement_id: AnnouncementId;
  /** Null once the person has been erased; the row stays for the counts. */
  chat_id: ChatId | null;
  /** Names the topic in `announcement_topics`. */
  topic_rank: number;
  state: Generated<DeliveryState>;
  due_at: number;
  attempt: Generated<number>;
  /** The opening of the database that claimed it. */
  claimed_by: number | null;
  message_id_before: number | null;
  message_id: number | null;
  reason: string | null;
  changed_at: number;
}

/** `gone`: Telegram says the chat cannot be reached, e.g. the person blocked the bot. */
export type ReaderState = 'active' | 'stopped' | 'gone';
export type SearchKind = 'articles' | 'tags';
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed' | 'gone' | 'skipped';
