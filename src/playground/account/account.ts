import type { Persona } from '../chat-protocol.ts';
import type { Chat } from './chats.ts';
import { createEvents, type Events } from './events.ts';
import type { StoredFile } from './files.ts';
import type { InlineQueryState } from './inline.ts';
import { createInlineCache, type InlineCache } from './inline-cache.ts';
import { type BotIdentity, createProfile, type Profile } from './profile.ts';
import type { SavedState } from './saved-state.ts';
import { createSequence, type Sequence } from './sequence.ts';
import { createStarBalance, type StarBalance } from './stars.ts';
import { createUpdateQueue, type UpdateQueue } from './update-queue.ts';

/** A pressed button the bot has not answered yet. */
export interface OpenQuery {
  readonly chatId: number;
  readonly pressedAt: Date;
}

/** The bot's account at the imitated Telegram: everything the Bot API and the page read and change. */
export interface Account {
  readonly bot: BotIdentity;
  readonly profile: Profile;
  /** By chat id, which in private chats is the person's id. */
  readonly chats: ReadonlyMap<number, Chat>;
  readonly files: Map<string, StoredFile>;
  readonly queries: Map<string, OpenQuery>;
  /** The latest, answered or not, by the id of the query. */
  readonly inlineQueries: Map<string, InlineQueryState>;
  readonly inlineCache: InlineCache;
  readonly updates: UpdateQueue;
  readonly events: Events;
  /** One sequence over all private chats, incoming messages included, as at Telegram. */
  readonly messageIds: Sequence;
  readonly updateIds: Sequence;
  readonly stars: StarBalance;
  readonly now: () => Date;
}

/** Opens an account for these personas, with what an earlier run saved. */
export function createAccount(options: {
  readonly bot: BotIdentity;
  readonly personas: readonly Persona[];
  readonly now: () => Date;
  readonly saved?: SavedState | undefined;
  /** The bot's balance; none by default. */
  readonly stars?: number | undefined;
}): Account {
  const { bot, personas, now, saved, stars = 0 } = options;
  const updateIds = createSequence(saved?.lastUpdateId ?? 0, now());
  const chats = personas.map((persona): [number, Chat] => {
    const earlier = saved?.chats.find(({ id }) => id === persona.id);
    const { started = false, blocked = false, messages = [] } = earlier ?? {};
    return [persona.id, { persona, started, blocked, messages: [...messages] }];
  });
  return {
    bot,
    profile: saved?.profile ?? createProfile(),
    chats: new Map(chats),
    files: new Map(saved?.files.map((file) => [file.fileId, file])),
    queries: new Map(),
    inlineQueries: new Map(),
    inlineCache: createInlineCache(now),
    updates: createUpdateQueue(updateIds, { updates: saved?.updates ?? [], allowed: saved?.allowedUpdates ?? [] }),
    events: createEvents(),
    messageIds: createSequence(saved?.lastMessageId ?? 0, now()),
    updateIds,
    stars: createStarBalance(stars),
    now,
  };
}

/** Unix seconds now, as the Bot API has them. */
export function unixSeconds(account: Account): number {
  return Math.floor(account.now().getTime() / 1_000);
}
