import { randomBytes, randomInt } from 'node:crypto';
import type { Announcements, AuthorMessages } from '../delivery/ports/announcements.ts';
import type { ArticleMemory } from '../delivery/ports/articles.ts';
import type { Corrections } from '../delivery/ports/corrections.ts';
import type { Ledger } from '../delivery/ports/ledger.ts';
import type { Timing } from '../delivery/ports/preferences.ts';
import type { Logger } from '../log.ts';
import type { RefusalMemory } from '../reading/show-page.ts';
import { createAnnouncements } from './announcements.ts';
import { createArticleMemory } from './article-memory.ts';
import { createAuthorMessages } from './author-messages.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { createCorrections } from './corrections.ts';
import { openDatabase } from './database.ts';
import { type Hold, type HoldPorts, holdDatabase } from './hold-database.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { createLedger } from './ledger.ts';
import { createPersonalData, type PersonalDataStore } from './personal-data.ts';
import { createPreferences, type PreferencesStore } from './preferences.ts';
import { createReaders, type Readers } from './readers.ts';
import { createReadingPlaces, type ReadingPlaces } from './reading-places.ts';
import { createRefusedPages, pruneRefusedPages } from './refused-pages.ts';
import { createReminders, type Reminders } from './reminders.ts';
import { createSaved, type Saved } from './saved.ts';
import { createSearches, type Searches } from './searches.ts';
import { createSettings, type Settings } from './settings.ts';
import { createSoughtWords, type SoughtWordsStore } from './sought-words.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { createTelegramFiles, type TelegramFiles } from './telegram-files.ts';

/** What must not be lost. Every answer comes from the file; nothing is kept in memory. */
export interface Store {
  readonly readers: Readers;
  readonly subscriptions: Subscriptions;
  readonly saved: Saved;
  readonly readingPlaces: ReadingPlaces;
  readonly reminders: Reminders;
  readonly searches: Searches;
  readonly soughtWords: SoughtWordsStore;
  readonly conversations: Conversations;
  readonly inbox: Inbox;
  readonly telegramFiles: TelegramFiles;
  readonly settings: Settings;
  readonly articles: ArticleMemory;
  readonly announcements: Announcements;
  readonly authorMessages: AuthorMessages;
  readonly ledger: Ledger;
  readonly corrections: Corrections;
  readonly preferences: PreferencesStore;
  readonly personalData: PersonalDataStore;
  /** What one API server would not take; `server` is its address. */
  refusedPages(server: string): RefusalMemory;
  /** Takes the database for this program alone; see `holdDatabase`. */
  hold(options: Omit<HoldPorts, 'db' | 'path'>): Promise<Hold | undefined>;
  /** Forgets what has outlived its use: old searches, abandoned dialogues, handled updates, what was read long ago. */
  prune(now: Date): Promise<void>;
  /** Waits for what is under way, then closes the file. Closing twice is fine. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** For callers that cannot be given an instant, such as the conversations plugin. */
  readonly now?: () => Date;
  /** How long a statement waits for another program that holds the file; it blocks this thread meanwhile. */
  readonly busyTimeoutMs?: number;
  /** Gives a fresh search id of `[a-z0-9]`, 8 to 10 characters. */
  readonly createSearchId?: () => string;
  /** Needed as soon as a reader wants a digest, quiet hours or a pause. */
  readonly timing?: Timing;
  /** More due articles than this go to a reader as one digest. */
  readonly pushesAtOnce?: number;
  /** Hears of what failed without anybody being kept waiting for it. */
  readonly log?: Logger;
}

const BUSY_TIMEOUT_MS = 5_000;
const PUSHES_AT_ONCE = 3;
const DAY_MS = 86_400_000;
const SEARCH_DAYS = 180;
const CONVERSATION_DAYS = 7;
// Telegram keeps an update that was not fetched for one day (core.telegram.org/bots/api#getting-updates).
const UPDATE_DAYS = 2;
const READING_DAYS = 730;

/** Opens the database at a path, made and migrated where needed. Throws a StoreError that names path and remedy. */
export async function openStore(path: string, options: StoreOptions = {}): Promise<Store> {
  const { now = () => new Date(), busyTimeoutMs = BUSY_TIMEOUT_MS, createSearchId = randomSearchId } = options;
  const { timing = NO_TIMING, pushesAtOnce = PUSHES_AT_ONCE, log } = options;
  const { db, close } = await openDatabase(path, busyTimeoutMs);
  const searches = createSearches(db, createSearchId);
  const soughtWords = createSoughtWords(db, log);
  const conversations = createConversations(db, now);
  const inbox = createInbox(db);
  const readingPlaces = createReadingPlaces(db);
  const claimedBy = randomInt(2 ** 47);
  return {
    readers: createReaders(db),
    subscriptions: createSubscriptions(db, timing),
    saved: createSaved(db),
    readingPlaces,
    reminders: createReminders(db, { claimedBy, timing }),
    searches,
    soughtWords,
    conversations,
    inbox,
    telegramFiles: createTelegramFiles(db),
    settings: createSettings(db),
    articles: createArticleMemory(db),
    announcements: createAnnouncements(db, timing),
    authorMessages: createAuthorMessages(db),
    ledger: createLedger(db, { claimedBy, timing, pushesAtOnce }),
    corrections: createCorrections(db, now),
    preferences: createPreferences(db, timing),
    personalData: createPersonalData(db, now),
    refusedPages: (server) => createRefusedPages(db, server, now),
    hold: (hold) => holdDatabase({ ...hold, db, path }),
    async prune(at) {
      await searches.prune(daysBefore(at, SEARCH_DAYS));
      await soughtWords.prune(daysBefore(at, SEARCH_DAYS));
      await conversations.prune(daysBefore(at, CONVERSATION_DAYS));
      await inbox.prune(daysBefore(at, UPDATE_DAYS));
      await readingPlaces.prune(daysBefore(at, READING_DAYS));
      await pruneRefusedPages(db, at);
    },
    close,
  };
}

// Loud, so that nobody's quiet hours are passed over because the calendar was forgotten.
const NO_TIMING: Timing = {
  opensAt: withoutTiming,
  nextDigestAt: withoutTiming,
};

function withoutTiming(): never {
  throw new Error('the store was opened without a calendar: pass `timing` to openStore');
}

function daysBefore(at: Date, days: number): Date {
  return new Date(at.getTime() - days * DAY_MS);
}

// Sixteen characters of the alphabet at ten places: 2^40 ids, plenty for fifty a chat.
function randomSearchId(): string {
  return randomBytes(5).toString('hex');
}
