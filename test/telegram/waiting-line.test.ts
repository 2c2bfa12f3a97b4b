import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMinHeap } from '../../src/telegram/min-heap.ts';
import { createWaitingLine, type Waiter } from '../../src/telegram/waiting-line.ts';

const nothing = () => undefined;

describe('a heap', () => {
  it('gives its items back in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (numbers) => {
        const heap = createMinHeap<number>((number) => number);
        for (const number of numbers) heap.add(number);
        expect(heap.least()).toBe(numbers.length === 0 ? undefined : Math.min(...numbers));
        expect(numbers.map(() => heap.takeLeast())).toEqual([...numbers].sort((a, b) => a - b));
        expect(heap.takeLeast()).toBeUndefined();
      }),
    );
  });
});

describe('a line', () => {
  it('ranks a chat by who waits there, not by who has left', () => {
    const line = createWaitingLine();
    const waiters = [1, 2, 1].map((chatId, order): Waiter => {
      return { kind: 'push', chatId, askedAt: 0, order, go: nothing, turnAway: nothing };
    });
    const [left, second, third] = waiters as [Waiter, Waiter, Waiter];
    line.join(left, 0);
    line.join(second, 0);
    line.leave(left);
    line.join(third, 0);
    expect([line.next(0, () => 0), line.next(0, () => 0)]).toEqual([second, third]);
  });

  it('hands out what a plain search through all waiters would', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('join' as const), chatId: fc.nat(4) }),
      fc.record({ do: fc.constant('leave' as const), nth: fc.nat(20) }),
      fc.record({ do: fc.constant('next' as const), afterMs: fc.nat(50) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const line = createWaitingLine();
        const waiting: Waiter[] = [];
        const chats = new Map<number, number>();
        const readyInChat = (chatId: number) => chats.get(chatId) ?? 0;
        let now = 0;
        for (const [order, action] of steps.entries()) {
          if (action.do === 'join') {
            const waiter = {
              kind: 'push',
              chatId: action.chatId,
              askedAt: now,
              order,
              go: nothing,
              turnAway: nothing,
            } as const;
            waiting.push(waiter);
            line.join(waiter, readyInChat(action.chatId));
          } else if (action.do === 'leave') {
            const [left] = waiting.splice(action.nth, 1);
            if (left !== undefined) line.leave(left);
          } else {
            now += action.afterMs;
            const expected = waiting.find(({ chatId }) => readyInChat(chatId) <= now);
            if (expected !== undefined) {
              expect(line.earliest()).toBeLessThanOrEqual(now);
              waiting.splice(waiting.indexOf(expected), 1);
              chats.set(expected.chatId, now + 40);
            }
            expect(line.next(now, (chatId) => (expected?.chatId === chatId ? 0 : readyInChat(chatId)))).toBe(expected);
          }
          expect(line.size()).toBe(waiting.length);
        }
        expect(
          line
            .drain()
            .map(({ order }) => order)
            .sort((a, b) => a - b),
        ).toEqual(waiting.map(({ order }) => order));
        expect(line.earliest()).toBe(Number.POSITIVE_INFINITY);
      }),
    );
  });
});
