import { GLOBAL_MESSAGES_PER_SECOND, GROUP_MESSAGES_PER_MINUTE, PRIVATE_CHAT_MESSAGES_PER_SECOND } from './limits.ts';
import { createLane, type Lane, laneReadyAt, noteArrival, noteInLane } from './pace-lane.ts';
import { type AdaptiveRate, climb, createRate, lowerRate, messagesPerSecond } from './pace-rate.ts';
import { createTravelTime, type TravelTime } from './travel-time.ts';

/** When may a message go? Pure bookkeeping over milliseconds: ask `readyAt`, wait until then, then `record`. */
export interface PaceState {
  readonly rate: AdaptiveRate;
  /** The rate that costs nothing; only pushes and digests may be paid for to go faster. */
  readonly freePerSecond: number;
  readonly travel: TravelTime;
  readonly all: Lane;
  readonly unpaid: Lane;
  /** Those who got a message lately. */
  readonly chats: Map<number, ChatState>;
  pausedUntil: number;
  sweepAt: number;
}

interface ChatState {
  /** When its burst is used up; whatever lies in the past makes no difference. */
  usedUpAt: number;
  /** In a group: when its latest messages went. */
  readonly latest: number[];
}

/**
 * What is waiting, most urgent first. A probe asks about a message and sends none; an edit changes one without a sound;
 * progress is an author's message about an announcement.
 */
export const PACE_KINDS = ['reply', 'push', 'probe', 'digest', 'edit', 'progress'] as const;
export type PaceKind = (typeof PACE_KINDS)[number];

const SECOND_MS = 1_000;
const CHAT_GAP_MS = SECOND_MS / PRIVATE_CHAT_MESSAGES_PER_SECOND;
// "Short bursts" are allowed and not defined; a long article read in chat is a few messages at once.
const CHAT_BURST = 4;
// A minute, and some room for messages that do not travel equally fast.
const GROUP_WINDOW_MS = 60_100;
const SWEEP_EVERY_MS = 10_000;

/** Starts with nothing sent. `perSecond` counts messages over all chats. */
export function createPaceState(perSecond = GLOBAL_MESSAGES_PER_SECOND, learned?: number, now = 0): PaceState {
  return {
    rate: createRate(perSecond, learned, now),
    freePerSecond: perSecond,
    travel: createTravelTime(),
    all: createLane(),
    unpaid: createLane(),
    chats: new Map(),
    pausedUntil: 0,
    sweepAt: 0,
  };
}

/** The moment from which a message of this kind may go to this chat; in the past when it may go at once. */
export function readyAt(state: PaceState, kind: PaceKind, chatId: number): number {
  return Math.max(readyForAll(state, kind), readyInChat(state, kind, chatId));
}

/** The part of `readyAt` that is the same for every chat. */
export function readyForAll(state: PaceState, kind: PaceKind): number {
  const isReply = kind === 'reply';
  const perSecond = messagesPerSecond(state.rate);
  const inAll = Math.max(state.pausedUntil, laneReadyAt(state.all, perSecond, isReply));
  if (!countsAsUnpaid(state, kind)) return inAll;
  return Math.max(inAll, laneReadyAt(state.unpaid, Math.min(perSecond, state.freePerSecond), isReply));
}

/** The part that is the chat's own. */
export function readyInChat(state: PaceState, kind: PaceKind, chatId: number): number {
  const chat = kind === 'probe' ? undefined : state.chats.get(chatId);
  if (chat === undefined) return 0;
  const inMinute = chat.latest[chat.latest.length - GROUP_MESSAGES_PER_MINUTE];
  return Math.max(
    kind === 'reply' ? chat.usedUpAt - (CHAT_BURST - 1) * CHAT_GAP_MS : chat.usedUpAt,
    inMinute === undefined ? 0 : inMinute + GROUP_WINDOW_MS,
  );
}

/** Notes that a message goes now which somebody has wanted to send since `askedAt`. */
export function record(state: PaceState, kind: PaceKind, chatId: number, now: number, askedAt = now): void {
  const isReply = kind === 'reply';
  const perSecond = messagesPerSecond(state.rate);
  const dueAt = Math.max(askedAt, state.pausedUntil, readyInChat(state, kind, chatId));
  if (countsAsUnpaid(state, kind)) {
    noteInLane(state.unpaid, Math.min(perSecond, state.freePerSecond), isReply, now, dueAt);
  }
  noteInLane(state.all, perSecond, isReply, now, dueAt);
  if (kind !== 'probe') noteInChat(state, chatId, now);
  climb(state.rate, now);
  if (now >= state.sweepAt) sweep(state, now);
}

/** Notes that the message that went at `sentAt` has been answered now. */
export function noteAnswer(state: PaceState, sentAt: number, now: number): void {
  const arrivedAt = state.travel.arrival(sentAt, now);
  for (const lane of [state.all, state.unpaid]) noteArrival(lane, sentAt, arrivedAt);
}

/** After a 429: nobody sends before `until`. Telegram was asked too fast once, however often it says so meanwhile. */
export function pauseUntil(state: PaceState, until: number, now: number): void {
  const resumesAt = Math.max(state.pausedUntil, until);
  if (now >= state.pausedUntil) lowerRate(state.rate);
  state.rate.since = resumesAt;
  state.pausedUntil = resumesAt;
}

// As long as nothing is paid for, one lane says it all.
function countsAsUnpaid(state: PaceState, kind: PaceKind): boolean {
  return kind !== 'push' && kind !== 'digest' && state.rate.ceiling > state.freePerSecond;
}

function noteInChat({ chats }: PaceState, chatId: number, now: number): void {
  const chat = chats.get(chatId) ?? { usedUpAt: 0, latest: [] };
  chat.usedUpAt = Math.max(chat.usedUpAt, now) + CHAT_GAP_MS;
  if (chatId < 0) chat.latest.push(now);
  if (chat.latest.length > GROUP_MESSAGES_PER_MINUTE) chat.latest.shift();
  chats.set(chatId, chat);
}

function sweep(state: PaceState, now: number): void {
  for (const [chatId, { usedUpAt, latest }] of state.chats) {
    if (usedUpAt <= now && (latest.at(-1) ?? Number.NEGATIVE_INFINITY) + GROUP_WINDOW_MS <= now)
      state.chats.delete(chatId);
  }
  state.sweepAt = now + SWEEP_EVERY_MS;
}
