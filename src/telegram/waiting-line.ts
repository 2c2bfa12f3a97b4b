import { createMinHeap } from './min-heap.ts';
import type { PaceKind } from './pace-limits.ts';

/** Somebody who wants to send a message. */
export interface Waiter {
  readonly kind: PaceKind;
  readonly chatId: number;
  /** In the milliseconds of the clock. */
  readonly askedAt: number;
  /** Rises with every waiter. */
  readonly order: number;
  readonly go: () => void;
  readonly turnAway: () => void;
}

/** Waiters of one kind: those of a chat in order, chats among each other by who came first. */
export interface WaitingLine {
  size(): number;
  /** When the line was last empty; somebody has been waiting ever since. */
  since(): number;
  /** `readyAt` is when the chat takes the next message. */
  join(waiter: Waiter, readyAt: number): void;
  leave(waiter: Waiter): void;
  /** Takes the first whose chat is ready out of the line. */
  next(now: number, readyInChat: (chatId: number) => number): Waiter | undefined;
  /** When it is worth asking again; infinitely far while nobody waits. */
  earliest(): number;
  /** Empties the line. */
  drain(): Waiter[];
}

interface Place {
  readonly chatId: number;
  readonly waiters: Waiter[];
  /** The rank of its first waiter. */
  order: number;
  readyAt: number;
}

/**
 * An empty line. Each chat with waiters has one place, either among the ready or among those to be looked at later, so
 * that hundreds of waiters cost no more than a few. A chat's moment may have moved on since: it is checked when its
 * place comes up.
 */
export function createWaitingLine(): WaitingLine {
  const places = new Map<number, Place>();
  const ready = createMinHeap<Place>(({ order }) => order);
  const later = createMinHeap<Place>(({ readyAt }) => readyAt);
  let size = 0;
  let since = 0;

  function forget(): void {
    places.clear();
    ready.clear();
    later.clear();
  }

  return {
    size: () => size,
    since: () => since,
    join(waiter, readyAt) {
      if (size === 0) since = waiter.askedAt;
      size += 1;
      const place = places.get(waiter.chatId);
      if (place !== undefined) return void place.waiters.push(waiter);
      const added = { chatId: waiter.chatId, waiters: [waiter], order: waiter.order, readyAt };
      places.set(waiter.chatId, added);
      later.add(added);
    },
    leave(waiter) {
      const waiters = places.get(waiter.chatId)?.waiters ?? [];
      const index = waiters.indexOf(waiter);
      if (index < 0) return;
      waiters.splice(index, 1);
      size -= 1;
      // An empty place is passed over when it comes up; who joins this chat now gets a place of his own.
      if (waiters.length === 0) places.delete(waiter.chatId);
      if (size === 0) forget();
    },
    next(now, readyInChat) {
      while ((later.least()?.readyAt ?? Number.POSITIVE_INFINITY) <= now) {
        const place = later.takeLeast();
        if (place !== undefined) ready.add(place);
      }
      for (let place = ready.takeLeast(); place !== undefined; place = ready.takeLeast()) {
        const first = place.waiters[0];
        if (first === undefined) continue;
        if (first.order !== place.order) {
          // The one it was ranked by has left.
          place.order = first.order;
          ready.add(place);
          continue;
        }
        place.readyAt = readyInChat(place.chatId);
        if (place.readyAt > now) {
          later.add(place);
          continue;
        }
        place.waiters.shift();
        size -= 1;
        const following = place.waiters[0];
        if (following === undefined) {
          places.delete(place.chatId);
        } else {
          place.order = following.order;
          later.add(place);
        }
        return first;
      }
      return undefined;
    },
    earliest() {
      if (size === 0) return Number.POSITIVE_INFINITY;
      return ready.least() === undefined ? (later.least()?.readyAt ?? 0) : 0;
    },
    drain() {
      const waiters = [...places.values()].flatMap((place) => place.waiters);
      size = 0;
      forget();
      return waiters;
    },
  };
}
