/**
 * One limit over many chats: never more than so many messages in any window of one second. Replies go whenever the
 * window has room; everything else also keeps an even distance, so a reply that finds the window full waits no longer
 * than until the next slot. While people write, a few slots of each window are left to their replies.
 */
export interface Lane {
  /** When Telegram may have got the latest messages, oldest first; until one is answered, when it went. */
  readonly times: number[];
  /** When the next message that is no reply is due. */
  nextAt: number;
  /** Slots are left to replies until then. */
  reserveUntil: number;
}

const SECOND_MS = 1_000;
// What is left of the differences in travel after `noteArrival`.
const JITTER_MS = 2;
const WINDOW_MS = SECOND_MS + JITTER_MS;
// The even distance is a little longer than the window asks for, so that a timer which fires late takes nothing from
// the message that goes a second later.
const TIMER_SLACK_MS = 2;
const EVEN_MS = WINDOW_MS + TIMER_SLACK_MS;
// What late timers and a busy program lost is caught up to this extent.
const CATCH_UP_MS = 50;
// Somebody who reads in chat presses the next button within seconds.
const RESERVE_LINGERS_MS = 4_000;
const RESERVE_SHARE = 0.07;
const LARGEST_RESERVE = 5;

/** Nothing sent yet. */
export function createLane(): Lane {
  return { times: [], nextAt: 0, reserveUntil: 0 };
}

/** The moment from which the next message may go. */
export function laneReadyAt(lane: Lane, perSecond: number, isReply: boolean): number {
  return isReply ? roomAt(lane, perSecond) : Math.max(lane.nextAt, roomForOthersAt(lane, perSecond));
}

/**
 * Notes that a message goes now which could have gone since `dueAt` if it were alone. Lateness beyond that moment is
 * made up for by the following messages; time in which nobody wanted to send is not.
 */
export function noteInLane(lane: Lane, perSecond: number, isReply: boolean, now: number, dueAt: number): void {
  insert(lane.times, now);
  forgetOld(lane.times, now);
  if (!isReply) {
    const slots = now < lane.reserveUntil ? perSecond - reserveOf(perSecond) : perSecond;
    lane.nextAt = Math.max(lane.nextAt, dueAt, now - CATCH_UP_MS) + EVEN_MS / slots;
    return;
  }
  const opens = now >= lane.reserveUntil;
  lane.reserveUntil = now + RESERVE_LINGERS_MS;
  // The slots that the reserve takes are given up for good; nobody catches up on them.
  if (opens) lane.nextAt = Math.max(lane.nextAt, roomForOthersAt(lane, perSecond));
}

/** Corrects the moment at which a message that went at `sentAt` may have reached Telegram, once that is known better. */
export function noteArrival({ times }: Lane, sentAt: number, arrivedAt: number): void {
  const index = times.lastIndexOf(sentAt);
  if (index < 0 || arrivedAt <= sentAt) return;
  times.splice(index, 1);
  insert(times, arrivedAt);
}

function insert(times: number[], at: number): void {
  let index = times.length;
  while (index > 0 && (times[index - 1] ?? 0) > at) index -= 1;
  times.splice(index, 0, at);
}

// A whole window at a time, so that each message is moved about once.
function forgetOld(times: number[], now: number): void {
  if ((times[0] ?? now) > now - 2 * WINDOW_MS) return;
  times.splice(
    0,
    times.findIndex((at) => at > now - WINDOW_MS),
  );
}

/** When the window holds fewer than `count` messages. */
function roomAt({ times }: Lane, count: number): number {
  const oldest = times[times.length - count];
  return oldest === undefined ? 0 : oldest + WINDOW_MS;
}

function roomForOthersAt(lane: Lane, perSecond: number): number {
  const besideReserve = roomAt(lane, perSecond - reserveOf(perSecond));
  if (besideReserve <= lane.reserveUntil) return besideReserve;
  return Math.max(lane.reserveUntil, roomAt(lane, perSecond));
}

function reserveOf(perSecond: number): number {
  return Math.min(LARGEST_RESERVE, Math.floor(perSecond * RESERVE_SHARE));
}
