import {
  GLOBAL_MESSAGES_PER_SECOND,
  GROUP_MESSAGES_PER_MINUTE,
  PAID_MESSAGES_PER_SECOND,
  PRIVATE_CHAT_MESSAGES_PER_SECOND,
} from '../telegram/limits.ts';

/** `count` only counts what Telegram would refuse, `refuse` answers 429 as well. */
export type PaceMode = 'count' | 'refuse';

/** What the pace is held to. */
export interface Rates {
  /** Messages within any one second over all chats, paid ones not among them. */
  readonly perSecond: number;
  /** The same for all messages together, paid ones among them. */
  readonly paidPerSecond: number;
  readonly groupPerMinute: number;
}

/** How fast the bot sent. */
export interface PaceCounters {
  readonly messages: number;
  /** Most messages within any one second, over all chats. */
  readonly peakPerSecond: number;
  /** Messages beyond what a second allows over all chats. */
  readonly overAll: number;
  /** Messages beyond the burst a private chat is allowed, above one a second. */
  readonly overChat: number;
  /** Messages beyond what a minute allows in a group or channel. */
  readonly overGroup: number;
  /** Messages sent although an earlier refusal said to wait; counted in `refuse` mode. */
  readonly duringWait: number;
}

export interface Spent {
  /** How long to wait when the messages are refused. */
  readonly waitSeconds: number | undefined;
  /** Paid messages that were more than the free rate allows: those that cost. */
  readonly beyondFree: number;
}

export interface Pace {
  /** Notes messages about to be sent to a chat; `paid` ones are part of a paid broadcast. */
  spend(chatId: string, messages: number, paid?: boolean): Spent;
  counters(): PaceCounters;
}

// Telegram publishes "about one a second" and bursts without a figure: this one is on the careful side.
const CHAT_BURST = 5;
const PENALTY_MS = 3_000;
const PENALTY_GROWTH_MS = 1_000;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const PUBLISHED: Rates = {
  perSecond: GLOBAL_MESSAGES_PER_SECOND,
  paidPerSecond: PAID_MESSAGES_PER_SECOND,
  groupPerMinute: GROUP_MESSAGES_PER_MINUTE,
};

/** Watches Telegram's published rates on a given clock. Sending during a wait makes the wait longer. */
export function createPace(mode: PaceMode, now: () => Date, rates: Partial<Rates> = {}): Pace {
  const { perSecond, paidPerSecond, groupPerMinute } = { ...PUBLISHED, ...rates };
  const counters = { messages: 0, peakPerSecond: 0, overAll: 0, overChat: 0, overGroup: 0, duringWait: 0 };
  const [all, unpaid] = [createWindow(SECOND_MS), createWindow(SECOND_MS)];
  const exceedsBurst = createBursts();
  const groups = new Map<string, Window>();
  const waits = createWaits();

  const isOverAll = (time: number, paid: boolean): boolean => {
    const count = all.note(time);
    counters.peakPerSecond = Math.max(counters.peakPerSecond, count);
    const over = count > Math.max(paidPerSecond, perSecond) || (!paid && unpaid.note(time) > perSecond);
    if (over) counters.overAll += 1;
    return over;
  };
  const isOverChat = (chatId: string, time: number): boolean => {
    if (!chatId.startsWith('-')) {
      const over = exceedsBurst(chatId, time);
      if (over) counters.overChat += 1;
      return over;
    }
    const group = groups.get(chatId) ?? createWindow(MINUTE_MS);
    groups.set(chatId, group);
    const over = group.note(time) > groupPerMinute;
    if (over) counters.overGroup += 1;
    return over;
  };

  return {
    spend(chatId, messages, paid = false) {
      const time = now().getTime();
      counters.messages += messages;
      const waiting = mode === 'refuse' ? waits.prolong(['', chatId], time) : undefined;
      if (waiting !== undefined) {
        counters.duringWait += messages;
        return { waitSeconds: waiting, beyondFree: 0 };
      }
      const blocked = new Set<string>();
      for (let sent = 0; sent < messages; sent += 1) {
        if (isOverAll(time, paid)) blocked.add('');
        if (isOverChat(chatId, time)) blocked.add(chatId);
      }
      if (mode === 'refuse' && blocked.size > 0) return { waitSeconds: waits.begin([...blocked], time), beyondFree: 0 };
      const beyondFree = paid ? Math.min(messages, Math.max(0, all.count() - perSecond)) : 0;
      return { waitSeconds: undefined, beyondFree };
    },
    counters: () => ({ ...counters }),
  };
}

interface Window {
  /** Notes one more at `time` and gives how many there were within the span that ends with it. */
  note(time: number): number;
  /** What `note` gave last. */
  count(): number;
}

function createWindow(spanMs: number): Window {
  const times: number[] = [];
  return {
    note(time) {
      while (times[0] !== undefined && time - times[0] >= spanMs) times.shift();
      return times.push(time);
    },
    count: () => times.length,
  };
}

/** Tells for each message to a private chat whether it exceeds what the chat has left of its burst. */
function createBursts(): (chatId: string, time: number) => boolean {
  const chats = new Map<string, { tokens: number; at: number }>();
  return (chatId, time) => {
    const chat = chats.get(chatId) ?? { tokens: CHAT_BURST, at: time };
    const earned = ((time - chat.at) / SECOND_MS) * PRIVATE_CHAT_MESSAGES_PER_SECOND;
    const tokens = Math.min(CHAT_BURST, chat.tokens + earned) - 1;
    chats.set(chatId, { tokens: Math.max(tokens, 0), at: time });
    return tokens < 0;
  };
}

/** What has to wait after a refusal: a chat, or '' for all of them. Both give the longest wait in seconds. */
function createWaits() {
  const until = new Map<string, number>();
  const longest = (scopes: readonly string[], time: number) => {
    return Math.ceil((Math.max(...scopes.map((scope) => until.get(scope) ?? time)) - time) / SECOND_MS);
  };
  return {
    begin(scopes: readonly string[], time: number): number {
      for (const scope of scopes) until.set(scope, time + PENALTY_MS);
      return longest(scopes, time);
    },
    /** Lengthens the waits not yet over; `undefined` when there are none. */
    prolong(scopes: readonly string[], time: number): number | undefined {
      const waiting = scopes.filter((scope) => (until.get(scope) ?? 0) > time);
      if (waiting.length === 0) return undefined;
      for (const scope of waiting) until.set(scope, (until.get(scope) ?? time) + PENALTY_GROWTH_MS);
      return longest(waiting, time);
    },
  };
}
