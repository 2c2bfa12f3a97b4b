import { describe, expect, it } from 'vitest';
import type { DeliveryResult } from '../../src/delivery/ports/ledger.ts';
import type { ClaimedReminder } from '../../src/delivery/ports/reminders.ts';
import { createTiming } from '../../src/delivery/reader-timing.ts';
import type { Store } from '../../src/store/open-store.ts';
import { sent } from './claims.ts';
import { articleId, at, chat, newPath, newStore, subscribe } from './new-store.ts';

const HOUR = 60;
const ME = chat(1);
const A = articleId('a');
const timing = createTiming('UTC');

/** Readers 1 to 3 with what each wants to be reminded of, as `name@minute`. */
async function withReminders(...each: readonly string[]) {
  const path = await newPath();
  const store = await newStore({ path, timing });
  for (const [index, wanted] of each.entries()) {
    await subscribe(store, index + 1);
    for (const part of wanted.split(' ').filter((word) => word !== '')) {
      const [name = '', minute] = part.split('@');
      await store.reminders.set(chat(index + 1), articleId(name), at(Number(minute)));
    }
  }
  return { store, path };
}

async function claim(store: Store, minute: number, limit = 10) {
  return store.reminders.claim(limit, at(minute), 100);
}

const shown = (claims: readonly ClaimedReminder[]) =>
  claims.map(({ chatId, articleIds }) => `${chatId}: ${articleIds.join(' ')}`);

async function claimOne(store: Store, minute: number): Promise<ClaimedReminder> {
  const [claimed] = await claim(store, minute);
  if (claimed === undefined) throw new Error('none was due');
  return claimed;
}

async function end(store: Store, claimed: ClaimedReminder, result: DeliveryResult, minute = 20) {
  await store.reminders.close(claimed, result, at(minute));
}

describe('a reminder', () => {
  it('is set, moved and taken back', async () => {
    const { store } = await withReminders('a@5 b@6', 'a@9');
    await store.reminders.set(ME, A, at(7));
    expect(await store.reminders.get(ME, A)).toEqual(at(7));
    const among = await store.reminders.among(ME, [articleId('b'), A, articleId('c')]);
    expect([...among]).toEqual([
      ['b', at(6)],
      ['a', at(7)],
    ]);
    expect(await store.reminders.cancel(ME, A)).toBe(true);
    expect(await store.reminders.cancel(ME, A)).toBe(false);
    expect(await store.reminders.get(ME, A)).toBeUndefined();
    expect(await store.reminders.get(chat(2), A)).toEqual(at(9));
  });

  it('moves with the others that still wait', async () => {
    const { store } = await withReminders('a@5 b@30 c@40', 'b@30');
    const claimed = await claimOne(store, 10);
    await store.reminders.move(ME, at(60), at(10));
    const places = await store.reminders.among(ME, ['a', 'b', 'c'].map(articleId));
    expect([...places.values()]).toEqual([at(5), at(60), at(60)]);
    expect(await store.reminders.get(chat(2), articleId('b'))).toEqual(at(30));
    await end(store, claimed, sent(7));
    expect(await store.reminders.get(ME, A)).toBeUndefined();
  });

  it('goes with the article’s place on the list of saved ones', async () => {
    const { store } = await withReminders('a@5 b@5');
    await store.saved.add(ME, A, at(0));
    await store.saved.remove(ME, A);
    expect(shown(await claim(store, 5))).toEqual(['1: b']);
  });

  it('is due at its minute, one message for each reader', async () => {
    const { store } = await withReminders('b@10 a@10 c@12', 'a@10', 'd@9');
    expect(await store.reminders.nextDueAt()).toEqual(at(9));
    expect(shown(await claim(store, 8))).toEqual([]);
    expect(shown(await claim(store, 10))).toEqual(['3: d', '1: a b', '2: a']);
    expect(await store.reminders.nextDueAt()).toEqual(at(12));
  });

  it('says what its sender needs to know', async () => {
    const { store } = await withReminders('a@10');
    await store.preferences.set(ME, { timezone: 'Asia/Tokyo', silent: true }, at(0));
    expect(await claim(store, 10)).toEqual([
      {
        chatId: 1,
        languageCode: 'en',
        timezone: 'Asia/Tokyo',
        articleIds: ['a'],
        silent: true,
        attempt: 1,
        messageIdBefore: 100,
      },
    ]);
  });

  it('is handed out once, and nothing more to its reader while it is on its way', async () => {
    const { store } = await withReminders('a@10 b@11', 'a@10');
    expect(shown(await claim(store, 10, 1))).toHaveLength(1);
    expect(shown(await claim(store, 10))).toHaveLength(1);
    expect(await claim(store, 20)).toEqual([]);
  });

  it('comes with seven others at most', async () => {
    const { store } = await withReminders(Array.from({ length: 10 }, (_, n) => `a${n}@10`).join(' '));
    const first = await claimOne(store, 10);
    expect(first.articleIds).toHaveLength(8);
    await end(store, first, sent(7));
    expect(shown(await claim(store, 10))).toEqual(['1: a8 a9']);
  });

  it('waits for the end of quiet hours, but not of a pause', async () => {
    const { store } = await withReminders(`a@${19 * HOUR}`, `a@${19 * HOUR}`);
    await store.preferences.set(ME, { quietHours: { from: 18, until: 8 } }, at(0));
    await store.preferences.set(chat(2), { pausedUntil: at(99 * HOUR) }, at(0));
    expect(shown(await claim(store, 19 * HOUR))).toEqual(['2: a']);
    expect(await store.reminders.nextDueAt()).toEqual(at(32 * HOUR));
    expect(shown(await claim(store, 32 * HOUR))).toEqual(['1: a']);
  });

  it.each([
    ['stopped', 'stopped', 10],
    ['left', 'gone', 10],
    ['waited two days and a minute', 'active', 10 + 48 * HOUR + 1],
  ] as const)('is dropped for a reader who has %s', async (_what, state, minute) => {
    const { store } = await withReminders('a@10');
    await store.readers.setState(ME, state, at(1));
    expect(await claim(store, minute)).toEqual([]);
    expect(await store.reminders.get(ME, A)).toBeUndefined();
  });

  it('that is not quite two days late still comes', async () => {
    const { store } = await withReminders('a@10');
    expect(shown(await claim(store, 10 + 48 * HOUR))).toEqual(['1: a']);
  });
});

describe('the end of a claim', () => {
  it.each(['sent', 'failed'] as const)('that was %s forgets the reminder', async (state) => {
    const { store } = await withReminders('a@10 b@15');
    const claimed = await claimOne(store, 10);
    await end(store, claimed, state === 'sent' ? sent(7) : { state, reason: 'no' });
    expect(await store.reminders.get(ME, A)).toBeUndefined();
    expect(shown(await claim(store, 20))).toEqual(['1: b']);
  });

  it('tells the number of the message to whoever looks for a lost one', async () => {
    const { store } = await withReminders('a@10');
    await end(store, await claimOne(store, 10), sent(177));
    expect(await store.ledger.knownMessageIds(ME, 100)).toEqual(new Set([177]));
  });

  it('that comes to nothing puts it back', async () => {
    const { store } = await withReminders('a@10');
    const busy = { state: 'pending', dueAt: at(30), reason: 'busy' } as const;
    await end(store, await claimOne(store, 10), busy);
    expect(await claim(store, 29)).toEqual([]);
    expect(await claimOne(store, 30)).toMatchObject({ attempt: 2 });
  });

  it('marks a reader gone and forgets all his reminders', async () => {
    const { store } = await withReminders('a@10 b@99');
    await end(store, await claimOne(store, 10), { state: 'gone', reason: 'blocked' });
    expect(await store.readers.get(ME)).toMatchObject({ state: 'gone', stateReason: 'blocked' });
    expect(await store.reminders.nextDueAt()).toBeUndefined();
  });

  it('follows a chat that moves', async () => {
    const { store } = await withReminders('a@10 b@99');
    await end(store, await claimOne(store, 10), { state: 'moved', chatId: chat(-9) });
    expect(shown(await claim(store, 20))).toEqual(['-9: a']);
    expect(await store.reminders.get(chat(-9), articleId('b'))).toEqual(at(99));
  });

  it.each<DeliveryResult>([
    sent(7),
    { state: 'failed', reason: 'no' },
    { state: 'pending', dueAt: at(1), reason: 'busy' },
  ])('leaves alone what was set anew or taken back meanwhile: $state', async (result) => {
    const { store } = await withReminders('a@10 b@10');
    const claimed = await claimOne(store, 10);
    await store.reminders.set(ME, A, at(50));
    await store.reminders.cancel(ME, articleId('b'));
    await end(store, claimed, result);
    expect(await store.reminders.get(ME, A)).toEqual(at(50));
    expect(await store.reminders.get(ME, articleId('b'))).toBeUndefined();
  });
});

describe('after a crash', () => {
  it('claims of the earlier process are unsure, and can be ended', async () => {
    const { store, path } = await withReminders('a@10 b@10 c@99', 'a@10');
    const claimed = await claim(store, 10);
    expect(await store.reminders.unsure(10)).toEqual([]);
    const after = await newStore({ path, timing });
    expect(await after.reminders.unsure(10)).toEqual(claimed);
    expect(await after.reminders.unsure(1)).toHaveLength(1);
    expect(await claim(after, 11)).toEqual([]);
    for (const each of claimed) await end(after, each, sent(7));
    expect(await after.reminders.unsure(10)).toEqual([]);
    expect(shown(await claim(after, 99))).toEqual(['1: c']);
  });
});
