import { describe, expect, it } from 'vitest';
import { claimAll } from './claims.ts';
import { announce, article, at, newStore, subscribe, tag } from './new-store.ts';

const MINUTE_MS = 60_000;

describe('a date that is set back', () => {
  it('makes what was due wait no longer, an undo window included', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await announce(store, article('a', 'css'), at(60));
    expect(await claimAll(store, 1)).toEqual([]);
    await store.ledger.noteSetBack(59 * MINUTE_MS, at(1));
    expect(await claimAll(store, 1)).toHaveLength(1);

    await store.announcements.announce(article('b', 'css'), 'planning', at(60));
    const signal = new AbortController().signal;
    await store.announcements.plan({ delayMs: 5 * MINUTE_MS, now: () => at(60), signal });
    await store.ledger.noteSetBack(59 * MINUTE_MS, at(1));
    expect(await store.ledger.nextDueAt()).toEqual(at(6));
  });

  it('leaves digests where the calendar has them', async () => {
    const store = await newStore();
    const reader = await subscribe(store, 1, 'css');
    await store.subscriptions.setCadence(reader, tag('css'), 'daily', at(0));
    await announce(store, article('a', 'css'), at(60));
    const dueAt = await store.ledger.nextDueAt();
    await store.ledger.noteSetBack(59 * MINUTE_MS, at(1));
    expect(await store.ledger.nextDueAt()).toEqual(dueAt);
  });
});
