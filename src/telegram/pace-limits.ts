import { GLOBAL_MESSAGES_PER_SECOND, PRIVATE_CHAT_MESSAGES_PER_SECOND } from './limits.ts';

/**
 * When may a message go? Pure bookkeeping over milliseconds: ask `readyAt`, wait until then, then `record`.
 *
 * Over all chats no window of one second ever holds more than `perSecond` messages. Pushes are spread evenly below that
 * and leave a few slots free, so a reply finds one at once or waits for a single push. In one chat messages may come in
 * a short burst and then one a second; a push does not join a burst.
 */
export interface PaceState {
  readonly perSecond: number;
  /** When the latest messages went, oldest first; at most `perSecond` of them. */
  readonly recent: number[];
  /** When the next push is due if pushes keep their even distance. */
  nextPushAt: number;
  /** For each chat, when its burst is used up; absent when that moment has passed. */
  readonly chats: Map<number, number>;
  pausedUntil: number;
  sweepAt: number;
}

/**
 * What is waiting, most urgent first. A probe asks about a message and sends none; an edit changes one without a sound;
 * progress is an author's message about an announcement.
 */
export type PaceKind = 'reply' | 'push' | 'probe' | 'digest' | 'edit' | 'progress';

const SECOND_MS = 1_000;
const CHAT_GAP_MS = SECOND_MS / PRIVATE_CHAT_MESSAGES_PER_SECOND;
// "Short bursts" are allowed and not defined; a long article read in chat is a few messages at once.
const CHAT_BURST = 4;
// Timers fire late; pushes may catch up this much.
const PUSH_CATCH_UP_MS = 50;
const RESERVE_SHARE = 0.1;
const LARGEST_RESERVE = 5;
const SWEEP_EVERY_MS = 10_000;

/** Starts with nothing sent. `perSecond` counts messages over all chats. */
export function createPaceState(perSecond: number = GLOBAL_MESSAGES_PER_SECOND): PaceState {
  return { perSecond, recent: [], nextPushAt: 0, chats: new Map(), pausedUntil: 0, sweepAt: 0 };
}

/** The moment from which a message of this kind may go to this chat; in the past when it may go at once. */
export function readyAt(state: PaceState, kind: PaceKind, chatId: number): number {
  return Math.max(readyForAll(state, kind), kind === 'probe' ? 0 : readyInChat(state, kind, chatId));
}

/** The part of `readyAt` that is the same for every chat. */
export function readyForAll(state: PaceState, kind: PaceKind): number {
  const oldest = state.recent.length < state.perSecond ? undefined : state.recent[0];
  const inWindow = oldest === undefined ? 0 : oldest + SECOND_MS;
  return Math.max(state.pausedUntil, inWindow, kind === 'reply' ? 0 : state.nextPushAt - PUSH_CATCH_UP_MS);
}

function readyInChat(state: PaceState, kind: PaceKind, chatId: number): number {
  const usedUpAt = state.chats.get(chatId) ?? 0;
  return kind === 'push' ? usedUpAt : usedUpAt - (CHAT_BURST - 1) * CHAT_GAP_MS;
}

/** Notes that a message goes now. */
export function record(state: PaceState, kind: PaceKind, chatId: number, now: number): void {
  state.recent.push(now);
  if (state.recent.length > state.perSecond) state.recent.shift();
  if (kind !== 'reply') state.nextPushAt = Math.max(state.nextPushAt, now) + pushGapMs(state.perSecond);
  if (kind !== 'probe') state.chats.set(chatId, Math.max(state.chats.get(chatId) ?? 0, now) + CHAT_GAP_MS);
  if (now >= state.sweepAt) {
    for (const [chat, usedUpAt] of state.chats) if (usedUpAt <= now) state.chats.delete(chat);
    state.sweepAt = now + SWEEP_EVERY_MS;
  }
}

/** Nobody sends before `until`; a shorter pause never ends a longer one. */
export function pauseUntil(state: PaceState, until: number): void {
  state.pausedUntil = Math.max(state.pausedUntil, until);
}

function pushGapMs(perSecond: number): number {
  const reserve = Math.min(LARGEST_RESERVE, Math.floor(perSecond * RESERVE_SHARE));
  return SECOND_MS / (perSecond - reserve);
}
