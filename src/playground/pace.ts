import { GLOBAL_MESSAGES_PER_SECOND, PRIVATE_CHAT_MESSAGES_PER_SECOND } from '../telegram/limits.ts';

/** `count` only counts what Telegram would refuse, `refuse` answers 429 as well. */
export type PaceMode = 'count' | 'refuse';

/** How fast the bot sent. */
export interface PaceCounters {
  readonly messages: number;
  /** Most messages within any one second, over all chats. */
  readonly peakPerSecond: number;
  /** Messages beyond 30 within a second over all chats. */
  readonly overAll: number;
  /** Messages beyond the burst a private chat is allowed, above one a second. */
  readonly overChat: number;
}

export interface Pace {
  /** Notes messages about to be sent to a chat; gives the seconds to wait when they are refused. */
  spend(chatId: string, messages: number): number | undefined;
  counters(): PaceCounters;
}

// Telegram publishes "about one a second" and bursts without a figure: this one is on the careful side.
const CHAT_BURST = 5;
const PENALTY_MS = 3_000;

/** Watches Telegram's published rates on a given clock. Sending during a wait makes the wait longer. */
export function createPace(mode: PaceMode, now: () => Date): Pace {
  const counters = { messages: 0, peakPerSecond: 0, overAll: 0, overChat: 0 };
  let recent: number[] = [];
  const chats = new Map<string, { tokens: number; at: number }>();
  const blockedUntil = new Map<string, number>();

  const spendOne = (chatId: string, time: number): 'all' | 'chat' | undefined => {
    counters.messages += 1;
    recent = recent.filter((earlier) => time - earlier < 1_000);
    recent.push(time);
    counters.peakPerSecond = Math.max(counters.peakPerSecond, recent.length);

    const chat = chats.get(chatId) ?? { tokens: CHAT_BURST, at: time };
    const earned = ((time - chat.at) / 1_000) * PRIVATE_CHAT_MESSAGES_PER_SECOND;
    const tokens = Math.min(CHAT_BURST, chat.tokens + earned) - 1;
    chats.set(chatId, { tokens: Math.max(tokens, 0), at: time });

    if (recent.length > GLOBAL_MESSAGES_PER_SECOND) counters.overAll += 1;
    if (tokens < 0) counters.overChat += 1;
    return recent.length > GLOBAL_MESSAGES_PER_SECOND ? 'all' : tokens < 0 ? 'chat' : undefined;
  };

  return {
    spend(chatId, messages) {
      const time = now().getTime();
      for (let sent = 0; sent < messages; sent += 1) {
        const over = spendOne(chatId, time);
        if (over !== undefined) blockedUntil.set(over === 'all' ? '' : chatId, time + PENALTY_MS);
      }
      const scopes = ['', chatId].filter((scope) => (blockedUntil.get(scope) ?? 0) > time);
      if (mode === 'count' || scopes.length === 0) return undefined;
      for (const scope of scopes) blockedUntil.set(scope, (blockedUntil.get(scope) ?? time) + 1_000);
      return Math.ceil((Math.max(...scopes.map((scope) => blockedUntil.get(scope) ?? time)) - time) / 1_000);
    },
    counters: () => ({ ...counters }),
  };
}
