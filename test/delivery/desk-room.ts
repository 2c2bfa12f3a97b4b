import type { ArticleId, ParsedArticle } from '../../src/catalog/article.ts';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { createDesk, type Desk } from '../../src/delivery/desk.ts';
import type { AnnouncementState } from '../../src/delivery/ports/announcements.ts';
import type { AnnouncementId } from '../../src/delivery/ports/ids.ts';
import { loadTexts } from '../../src/locales/texts.ts';
import type { Logger } from '../../src/log.ts';
import type { OutgoingMessage } from '../../src/render/message.ts';
import type { Failure } from '../../src/telegram/outcome.ts';
import { sampleArticle } from '../render/sample-article.ts';
import { article, newStore, subscribe } from '../store/new-store.ts';
import { createFakeClock, settle } from '../telegram/fake-clock.ts';
import { quiet } from './quiet.ts';

export const ADA = 1;
export const BEN = 2;

export interface Call {
  readonly kind: 'send' | 'edit';
  readonly author: number;
  readonly messageId: number;
  readonly atMs: number;
  readonly text: string;
  readonly buttons: readonly string[];
}

export interface DeskRoomOptions {
  readonly authors?: readonly number[];
  /** Articles of the catalogue by id. */
  readonly articles?: Readonly<Record<string, Partial<ParsedArticle>>>;
  /** Subscribers to css. */
  readonly readers?: number;
  readonly log?: Partial<Logger>;
}

/** A desk on a real database, with a clock that stands and authors' chats that record what arrives. */
export async function createDeskRoom({ authors = [ADA], articles = {}, readers = 0, log }: DeskRoomOptions = {}) {
  const clock = createFakeClock();
  const store = await newStore();
  for (let id = 1_000; id < 1_000 + readers; id += 1) await subscribe(store, id, 'css');
  const catalog = createCatalog(
    Object.entries(articles).map(([id, more]) => {
      const { tags: _tags, ...plain } = sampleArticle({ id: id as ArticleId, title: `Title ${id}` });
      return { ...plain, naturalId: plain.id, tagNames: ['css'], draft: false, ...more };
    }),
    clock.now(),
  );
  const calls: Call[] = [];
  const chats = new Map<number, Map<number, string>>();
  let nextId = 1;
  const room = {
    clock,
    store,
    calls,
    /** What Telegram says to a call; nothing for success. Called before the call takes effect. */
    fault: (_author: number, _kind: Call['kind']): Failure | undefined => undefined,
    /** Telegram's answer to a message that has arrived waits for it. */
    answer: Promise.resolve(),
    desk: undefined as Desk | undefined,
    /** What an author has, oldest first. */
    chat: (author = ADA) => [...(chats.get(author)?.values() ?? [])],
    deleteAll: (author: number) => void chats.get(author)?.clear(),
    texts: () => calls.map(({ text }) => text),
    async startDesk() {
      room.desk = createDesk({
        announcements: store.announcements,
        authorMessages: store.authorMessages,
        authors,
        send: async (author, message, signal) => {
          const failure = room.fault(author, 'send');
          if (failure !== undefined) return failure;
          const messageId = nextId++;
          arrive('send', author, messageId, message);
          const givenUp = new Promise((resolve) => signal.addEventListener('abort', resolve));
          await Promise.race([room.answer, givenUp]);
          return signal.aborted ? { state: 'unsure', reason: 'given up' } : { state: 'sent', messageId };
        },
        edit: async (author, messageId, message) => {
          const failure = room.fault(author, 'edit');
          if (failure !== undefined) return failure;
          if (!chats.get(author)?.has(messageId)) return { state: 'missing', reason: 'message to edit not found' };
          arrive('edit', author, messageId, message);
          return { state: 'edited' };
        },
        words: loadTexts().for('en'),
        catalog: () => catalog,
        rate: () => 27,
        timezone: 'UTC',
        clock,
        log: { ...quiet, ...log },
      });
      room.desk.start();
      await room.rest();
    },
    async restartDesk() {
      await room.desk?.stop();
      await room.startDesk();
    },
    /** Rings and lets the desk look around, without time for a second edit of the same message. */
    async ring() {
      room.desk?.wake();
      await clock.advance(600);
      await room.rest();
    },
    /** Lets everything happen that does not need time. */
    async rest() {
      for (let turn = 0; turn < 10; turn += 1) await settle();
    },
    async announce(id: string, state: AnnouncementState & ('planning' | 'held' | 'approval') = 'planning') {
      return (await store.announcements.announce(article(id, 'css'), state, clock.now())) as AnnouncementId;
    },
    plan: (delayMs = 0) => store.announcements.plan({ delayMs, now: clock.now, signal: new AbortController().signal }),
    /** Sends up to so many deliveries, as the sender would. */
    async deliver(limit: number) {
      const claims = await store.ledger.claim(limit, clock.now(), 0);
      const closings = claims.map(({ id }) => ({
        id,
        result: { state: 'sent', messageId: 10_000 + id, form: 'text' } as const,
      }));
      await store.ledger.close(closings, clock.now());
      await store.ledger.takeFinished(clock.now());
    },
  };

  function arrive(kind: Call['kind'], author: number, messageId: number, message: OutgoingMessage): void {
    const { text } = message.kind === 'text' ? message.text : { text: message.caption.rawText };
    const chat = chats.get(author) ?? new Map<number, string>();
    chats.set(author, chat.set(messageId, text));
    const buttons = (message.keyboard ?? []).flat().map((button) => button.text);
    calls.push({ kind, author, messageId, atMs: clock.elapsedMs(), text, buttons });
  }

  return room;
}
