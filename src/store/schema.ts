import type { Generated } from 'kysely';
import type { ArticleId } from '../catalog/article.ts';
import type { AnnouncementState, AuthorMessageKey, PauseReason } from '../delivery/ports/announcements.ts';
import type { CorrectionKind } from '../delivery/ports/corrections.ts';
import type { AnnouncementId, ChatId, DeliveryId } from '../delivery/ports/ids.ts';
import type { MessageForm } from '../delivery/ports/ledger.ts';
import type { Cadence, ReadingForm, Topic } from '../delivery/ports/preferences.ts';

/** The tables as the newest migration leaves them. Every `_at` is an instant in milliseconds UTC. */
export interface Tables {
  readers: ReadersTable;
  subscriptions: { chat_id: ChatId; topic: Topic; created_at: number; cadence: Generated<Cadence> };
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
  articles: {
    id: ArticleId;
    key: string;
    content_hash: string;
    /** Where the article was last found, so that a broken file is not taken for a missing one. */
    file: string | null;
    first_seen_at: number;
    updated_at: number;
  };
  announcements: AnnouncementsTable;
  announcement_topics: { announcement_id: AnnouncementId; rank: number; topic: Topic };
  deliveries: DeliveriesTable;
  corrections: {
    announcement_id: AnnouncementId;
    kind: CorrectionKind;
    started_at: number;
    /** The last delivery that was looked at. */
    cursor: number;
    /** The announcement's last delivery when the correction began. */
    last_id: number;
    corrected: Generated<number>;
    deleted: Generated<number>;
    missing: Generated<number>;
    failed: Generated<number>;
    finished_at: number | null;
  };
  author_messages: {
    kind: AuthorMessageKey['kind'];
    subject: number;
    author_id: number;
    message_id: number;
    shows: string;
  };
  other_messages: { message_id: number; noted_at: number };
  reading_places: {
    chat_id: ChatId;
    article_id: ArticleId;
    page: number;
    pages: number;
    read_at: number;
    finished_at: number | null;
  };
  reminders: {
    chat_id: ChatId;
    article_id: ArticleId;
    wanted_at: number;
    due_at: number;
    attempt: Generated<number>;
    claimed_by: number | null;
    message_id_before: number | null;
  };
  refused_pages: { server: string; content_hash: string; page: number; reason: string; noted_at: number };
  sought_words: { day: string; words: string; times: Generated<number>; hits: number; complete: number };
  holder: { id: number; name: string; host: string; pid: number; beat: number };
}

export interface ReadersTable {
  chat_id: ChatId;
  state: ReaderState;
  state_reason: string | null;
  language_code: string | null;
  first_seen_at: number;
  state_changed_at: number;
  timezone: string | null;
  digest_hour: Generated<number>;
  digest_weekday: Generated<number>;
  quiet_from: number | null;
  quiet_until: number | null;
  silent: Generated<number>;
  paused_until: number | null;
  reading_form: Generated<ReadingForm>;
}

export interface AnnouncementsTable {
  id: Generated<AnnouncementId>;
  article_id: ArticleId;
  title: Generated<string>;
  state: Generated<AnnouncementState>;
  silent: Generated<number>;
  started_at: number;
  opens_at: number | null;
  finished_at: number | null;
  pause_reason: PauseReason | null;
  pause_note: string | null;
  resume_at: number | null;
  total: Generated<number>;
  sent: Generated<number>;
  failed: Generated<number>;
  gone: Generated<number>;
  skipped: Generated<number>;
  plan_rank: Generated<number>;
  plan_chat_id: number | null;
  card_hash: string | null;
  missing_since: number | null;
  missing_left: Generated<number>;
  reported_at: number | null;
}

export interface DeliveriesTable {
  id: Generated<DeliveryId>;
  announcement_id: AnnouncementId;
  /** Null once the person has been erased; the row stays for the counts. */
  chat_id: ChatId | null;
  /** Names the topic in `announcement_topics`. */
  topic_rank: number;
  state: Generated<DeliveryState>;
  /** 1: goes out together with others. */
  is_digest: Generated<number>;
  due_at: number;
  attempt: Generated<number>;
  /** The opening of the database that claimed it. */
  claimed_by: number | null;
  message_id_before: number | null;
  message_id: number | null;
  lead_id: DeliveryId | null;
  form: MessageForm | null;
  reason: string | null;
  changed_at: number;
}

/** `gone`: Telegram says the chat cannot be reached, e.g. the person blocked the bot. */
export type ReaderState = 'active' | 'stopped' | 'gone';
export type SearchKind = 'articles' | 'tags';
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed' | 'gone' | 'skipped';
