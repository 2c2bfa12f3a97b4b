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
  /** Messages sent although an earlier refusal said to wait; counted in `refuse` mode. */
  readonly duringWait: number;
}

export interface Pace {
  /** Notes messages about to be sent to a chat; gives the seconds to wait when they are refused. */
  spend(chatId: string, messages: number): number | undefined;
  counters(): PaceCounters;
}

// Telegram publishes "about one a second" and bursts without a figure: this one is on the careful side.
const CHAT_BURST = 5;
const PENALTY_MS = 3_000;
const PENALTY_GROWTH_MS = 1_000;

/** Watches Telegram's published rates on a given clock. Sending during a wait makes the wait longer. */
export function createPace(mode: PaceMode, now: () => Date): Pace {
  const counters = { messages: 0, peakPerSecond: 0, overAll: 0, overChat: 0, duringWait: 0 };
  const recent: number[] = [];
  const chats = new Map<string, { tokens: number; at: number }>();
  const blockedUntil = new Map<string, number>();

  const secondsUntil = (scopes: readonly string[], time: number): number => {
    return Math.ceil((Math.max(...scopes.map((scope) => blockedUntil.get(scope) ?? time)) - time) / 1_000);
  };
  const spendOne = (chatId: string, time: number): 'all' | 'chat' | undefined => {
    while (recent[0] !== undefined && time - recent[0] >= 1_000) recent.shift();
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
      counters.messages += messages;
      const waiting = ['', chatId].filter((scope) => (blockedUntil.get(scope) ?? 0) > time);
      if (mode === 'refuse' && waiting.length > 0) {
        counters.duringWait += messages;
        for (const scope of waiting) blockedUntil.set(scope, (blockedUntil.get(scope) ?? time) + PENALTY_GROWTH_MS);
        return secondsUntil(waiting, time);
      }
      const over = new Set(Array.from({ length: messages }, () => spendOne(chatId, time)));
      const blocked = [over.has('all') ? [''] : [], over.has('chat') ? [chatId] : []].flat();
      if (mode === 'count' || blocked.length === 0) return undefined;
      for (const scope of blocked) blockedUntil.set(scope, time + PENALTY_MS);
      return secondsUntil(blocked, time);
    },
    counters: () => ({ ...counters }),
  };
}
