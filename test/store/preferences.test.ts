import { describe, expect, it } from 'vitest';
import type { Preferences } from '../../src/delivery/ports/preferences.ts';
import { createTiming } from '../../src/delivery/reader-timing.ts';
import type { Store } from '../../src/store/open-store.ts';
import { claimAll, claimOne, close, sendAll } from './claims.ts';
import { announce, article, at, chat, newStore, subscribe, tag } from './new-store.ts';

// Minute 0 is midnight UTC.
const HOUR = 60;
const DAY = 24 * HOUR;
const timing = createTiming('UTC');

const USUAL: Preferences = {
  timezone: undefined,
  digestHour: 9,
  digestWeekday: 1,
  quietHours: undefined,
  pausedUntil: undefined,
  silent: false,
  readingForm: 'rich',
};

async function reader(...topics: readonly string[]): Promise<Store> {
  const store = await newStore({ timing });
  await subscribe(store, 1, ...topics);
  return store;
}

describe('preferences', () => {
  it('are the usual ones until said otherwise, of strangers too', async () => {
    const store = await reader();
    expect(await store.preferences.get(chat(1))).toEqual(USUAL);
    expect(await store.preferences.get(chat(2))).toEqual(USUAL);
    await store.preferences.set(chat(2), { silent: true }, at(0));
    expect(await store.preferences.get(chat(2))).toEqual(USUAL);
  });

  it('change in what is named and keep the rest', async () => {
    const store = await reader();
    const said: Preferences = {
      timezone: 'Asia/Tokyo',
      digestHour: 0,
      digestWeekday: 7,
      quietHours: { from: 22, until: 0 },
      pausedUntil: at(5),
      silent: true,
      readingForm: 'classic',
    };
    await store.preferences.set(chat(1), said, at(0));
    expect(await store.preferences.get(chat(1))).toEqual(said);
    await store.preferences.set(chat(1), { quietHours: undefined, pausedUntil: undefined }, at(0));
    await store.preferences.set(chat(1), {}, at(0));
    expect(await store.preferences.get(chat(1))).toEqual({ ...said, quietHours: undefined, pausedUntil: undefined });
    await store.preferences.set(chat(1), { timezone: undefined, silent: false }, at(0));
    expect(await store.preferences.get(chat(1))).toMatchObject({ timezone: undefined, silent: false, digestHour: 0 });
  });
});

describe('a change of mind', () => {
  it('moves what waits for a digest to the new hour', async () => {
    const store = await reader('css');
    await store.subscriptions.setCadence(chat(1), tag('css'), 'daily', at(0));
    await announce(store, article('a', 'css'), at(0));
    await store.preferences.set(chat(1), { digestHour: 7 }, at(1));
    expect(await store.ledger.nextDueAt()).toEqual(at(7 * HOUR));
    await store.preferences.set(chat(1), { timezone: 'Asia/Tokyo' }, at(1));
    expect(await store.ledger.nextDueAt()).toEqual(at(22 * HOUR));
  });

  it('moves what waits of one subscription with its cadence', async () => {
    const store = await reader('css');
    await announce(store, article('a', 'css'), at(0));
    const cadence = (to: 'instant' | 'daily' | 'weekly') =>
      store.subscriptions.setCadence(chat(1), tag('css'), to, at(2));
    await cadence('daily');
    expect(await sendAll(store, 3)).toEqual([]);
    expect(await store.ledger.nextDueAt()).toEqual(at(9 * HOUR));
    await store.preferences.set(chat(1), { digestWeekday: 4 }, at(2));
    await cadence('weekly');
    expect(await store.ledger.nextDueAt()).toEqual(at(3 * DAY + 9 * HOUR));
    await cadence('instant');
    expect(await sendAll(store, 2)).toEqual(['1: a']);
  });

  it('wakes what waits for the end of quiet hours or of a pause', async () => {
    const store = await reader('css');
    await store.preferences.set(chat(1), { quietHours: { from: 22, until: 8 } }, at(0));
    await announce(store, article('a', 'css'), at(0));
    expect(await sendAll(store, 1)).toEqual([]);
    expect(await store.ledger.nextDueAt()).toEqual(at(8 * HOUR));
    await store.preferences.set(chat(1), { pausedUntil: at(DAY + 12 * HOUR) }, at(2));
    expect(await sendAll(store, 9 * HOUR)).toEqual([]);
    expect(await store.ledger.nextDueAt()).toEqual(at(DAY + 12 * HOUR));
    await store.preferences.set(chat(1), { pausedUntil: undefined }, at(10 * HOUR));
    expect(await sendAll(store, 10 * HOUR)).toEqual(['1: a']);
  });

  it('brings a digest that a pause held back at the next digest hour once the pause is lifted', async () => {
    const store = await reader('css');
    await store.subscriptions.setCadence(chat(1), tag('css'), 'daily', at(0));
    await announce(store, article('a', 'css'), at(0));
    await store.preferences.set(chat(1), { pausedUntil: at(7 * DAY) }, at(1));
    expect(await sendAll(store, 9 * HOUR)).toEqual([]);
    await store.preferences.set(chat(1), { pausedUntil: undefined }, at(DAY));
    expect(await sendAll(store, DAY + 9 * HOUR)).toEqual(['1: a']);
  });

  it('takes no digest away that is due', async () => {
    const store = await reader('css');
    await store.subscriptions.setCadence(chat(1), tag('css'), 'daily', at(0));
    await announce(store, article('a', 'css'), at(0));
    await store.preferences.set(chat(1), { digestHour: 8 }, at(9 * HOUR));
    expect(await sendAll(store, 9 * HOUR)).toEqual(['1: a']);
  });

  it('leaves what has been tried in its place', async () => {
    const store = await reader('css');
    await announce(store, article('a', 'css'), at(0));
    await close(store, [await claimOne(store)], { state: 'pending', dueAt: at(30), reason: 'busy' });
    await store.preferences.set(chat(1), { digestHour: 8 }, at(2));
    expect(await claimAll(store, 29)).toEqual([]);
    expect(await claimAll(store, 30)).toHaveLength(1);
  });

  it('of muting can be taken back until the article is due', async () => {
    const store = await reader('css');
    await store.subscriptions.setCadence(chat(1), tag('css'), 'daily', at(0));
    await announce(store, article('a', 'css'), at(0));
    for (const cadence of ['muted', 'daily'] as const) {
      await store.subscriptions.setCadence(chat(1), tag('css'), cadence, at(5));
      expect(await claimAll(store, 6)).toEqual([]);
    }
    expect(await sendAll(store, 9 * HOUR)).toEqual(['1: a']);
  });

  it('touches nobody else’s', async () => {
    const store = await reader('css');
    await subscribe(store, 2, 'css');
    for (const id of [1, 2]) await store.subscriptions.setCadence(chat(id), tag('css'), 'daily', at(0));
    await announce(store, article('a', 'css'), at(0));
    await store.subscriptions.setCadence(chat(1), tag('css'), 'instant', at(1));
    expect(await sendAll(store, 1)).toEqual(['1: a']);
    expect(await sendAll(store, 9 * HOUR)).toEqual(['2: a']);
  });
});
