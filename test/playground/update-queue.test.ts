import { describe, expect, it } from 'vitest';
import { createSequence } from '../../src/playground/account/sequence.ts';
import { createUpdateQueue } from '../../src/playground/account/update-queue.ts';

const NEVER = new AbortController().signal;
const now = new Date('2026-03-02T10:00:00Z');

function createQueue(allowed: readonly string[] = []) {
  const ids = createSequence(0, new Date(0));
  return createUpdateQueue(ids, { updates: [], allowed });
}

const poll = { offset: 0, limit: 100, timeoutSeconds: 0 };
const ids = (updates: readonly { readonly update_id: number }[]) => updates.map(({ update_id }) => update_id);

describe('the queue of updates', () => {
  it('hands out the same updates until an offset confirms them', async () => {
    const queue = createQueue();
    for (const text of ['a', 'b', 'c']) queue.push('message', { text });
    expect(ids(await queue.get(poll, NEVER))).toEqual([1, 2, 3]);
    expect(ids(await queue.get({ ...poll, limit: 2 }, NEVER))).toEqual([1, 2]);
    expect(ids(await queue.get({ ...poll, offset: 3 }, NEVER))).toEqual([3]);
    expect(ids(await queue.get(poll, NEVER))).toEqual([3]);
    expect(await queue.get({ ...poll, offset: 4 }, NEVER)).toEqual([]);
    expect(queue.pending()).toEqual([]);
  });

  it('keeps only the newest for a negative offset', async () => {
    const queue = createQueue();
    for (const text of ['a', 'b', 'c']) queue.push('message', { text });
    expect(ids(await queue.get({ ...poll, offset: -1 }, NEVER))).toEqual([3]);
    expect(queue.pending()).toHaveLength(1);
  });

  it('wakes a waiting call with the first update', async () => {
    const queue = createQueue();
    const waiting = queue.get({ ...poll, timeoutSeconds: 50 }, NEVER);
    queue.push('message', { text: 'a' });
    expect(ids(await waiting)).toEqual([1]);
  });

  it('gives a waiting call nothing when its caller leaves, and keeps the update', async () => {
    const queue = createQueue();
    const leaving = new AbortController();
    const waiting = queue.get({ ...poll, timeoutSeconds: 50 }, leaving.signal);
    leaving.abort();
    expect(await waiting).toEqual([]);
    queue.push('message', { text: 'a' });
    expect(ids(await queue.get(poll, NEVER))).toEqual([1]);
  });

  it('drops kinds the bot did not ask for, and by default those that need asking', () => {
    const queue = createQueue();
    queue.push('message_reaction', {});
    queue.push('my_chat_member', {});
    queue.allow(['message']);
    queue.push('callback_query', {});
    queue.push('message', {});
    expect(queue.pending()).toEqual([
      { update_id: 1, my_chat_member: {} },
      { update_id: 2, message: {} },
    ]);
  });
});

describe('a sequence', () => {
  it('never falls behind what was handed out before, saved or not', () => {
    const first = createSequence(0, now);
    const start = first.next();
    expect(createSequence(start + 5, now).next()).toBe(start + 6);
    expect(createSequence(0, new Date(now.getTime() + 60_000)).next()).toBe(start + 60);
  });
});
