import { describe, expect, it } from 'vitest';
import type { AnnouncementState, Announcements } from '../../src/delivery/ports/announcements.ts';
import type { AnnouncementId } from '../../src/delivery/ports/ids.ts';
import type { Store } from '../../src/store/open-store.ts';
import { claimAll, close, sent } from './claims.ts';
import { announce, article, at, chat, newStore, subscribe } from './new-store.ts';

const STATES = [
  'held',
  'approval',
  'planning',
  'running',
  'paused',
  'finished',
  'cancelled',
  'retracted',
] as const satisfies readonly AnnouncementState[];

/** An announcement in a state; once planned, one of its two readers has it and for the other it failed. */
async function newIn(state: AnnouncementState): Promise<{ store: Store; id: AnnouncementId }> {
  const store = await newStore();
  const { announcements } = store;
  for (const reader of [1, 2]) await subscribe(store, reader, 'css');
  if (state === 'held' || state === 'approval' || state === 'planning') {
    const id = await announcements.announce(article('a', 'css'), state, at(1));
    if (id === undefined) throw new Error('the article was known');
    return { store, id };
  }
  const id = await announce(store, article('a', 'css'), at(1));
  const [first, second] = await claimAll(store);
  if (first === undefined || second === undefined) throw new Error('two were due');
  await close(store, [first], sent(7));
  await close(store, [second], { state: 'failed', reason: 'no' });
  if (state === 'paused') await announcements.pause(id, { reason: 'faults', note: 'too many', resumeAt: at(9) });
  if (state === 'finished') await store.ledger.takeFinished(at(2));
  if (state === 'cancelled') await announcements.cancel(id, at(2));
  if (state === 'retracted') await announcements.retract(id, at(2));
  await announcements.setReported(id, at(2));
  return { store, id };
}

type Transition = (announcements: Announcements, id: AnnouncementId) => Promise<boolean | number>;
type Row = readonly [name: string, Transition, Partial<Record<AnnouncementState, AnnouncementState>>];

const TRANSITIONS: readonly Row[] = [
  ['publish', (all, id) => all.publish([id], true), { held: 'planning', approval: 'planning' }],
  ['dismiss', (all, id) => all.dismiss([id], at(5)), { held: 'cancelled', approval: 'cancelled' }],
  ['pause', (all, id) => all.pause(id, { reason: 'author', note: '' }), { running: 'paused' }],
  ['resume', (all, id) => all.resume(id), { paused: 'running' }],
  ['resume after faults', (all, id) => all.resume(id, 'faults'), { paused: 'running' }],
  ['resume when readable', (all, id) => all.resume(id, 'missing'), {}],
  ['cancel', (all, id) => all.cancel(id, at(5)), { planning: 'cancelled', running: 'cancelled', paused: 'cancelled' }],
  [
    'retryFailed',
    (all, id) => all.retryFailed(id, at(5)),
    { running: 'running', paused: 'running', finished: 'running' },
  ],
  [
    'retract',
    (all, id) => all.retract(id, at(5)),
    {
      held: 'cancelled',
      approval: 'cancelled',
      planning: 'retracted',
      running: 'retracted',
      paused: 'retracted',
      finished: 'retracted',
      cancelled: 'retracted',
    },
  ],
  ['restore', (all, id) => all.restore(id), { retracted: 'running' }],
];

describe.each(TRANSITIONS)('%s', (_name, transition, leads) => {
  it.each(STATES)('of one that is %s', async (state) => {
    const { store, id } = await newIn(state);
    const before = await store.announcements.get(id);
    expect(before?.state).toBe(state);
    expect(Number(await transition(store.announcements, id))).toBe(leads[state] === undefined ? 0 : 1);
    const after = await store.announcements.get(id);
    if (leads[state] === undefined) expect(after).toEqual(before);
    else expect(after?.state).toBe(leads[state]);
    const isOver = ['finished', 'cancelled', 'retracted'].includes(after?.state ?? '');
    expect(after?.finishedAt === undefined).toBe(!isOver);
    expect(after?.pause === undefined).toBe(after?.state !== 'paused');
  });
});

describe('what comes with a transition', () => {
  it('publishing several counts those that waited, and keeps the wish for silence', async () => {
    const { store, id } = await newIn('held');
    const other = await store.announcements.announce(article('b', 'css'), 'approval', at(1));
    if (other === undefined) throw new Error('the article was known');
    const gone = await announce(store, article('c', 'css'), at(1));
    expect(await store.announcements.publish([id, other, gone], true)).toBe(2);
    expect(await store.announcements.get(other)).toMatchObject({ state: 'planning', silent: true });
    expect(await store.announcements.get(gone)).toMatchObject({ silent: false });
  });

  it('a pause says why and until when, and resuming forgets it', async () => {
    const { store, id } = await newIn('running');
    await store.announcements.pause(id, { reason: 'faults', note: 'Telegram is down', resumeAt: at(30) });
    const pause = { reason: 'faults', note: 'Telegram is down', resumeAt: at(30) };
    expect(await store.announcements.get(id)).toMatchObject({ state: 'paused', pause });
    await store.announcements.resume(id);
    await store.announcements.pause(id, { reason: 'author', note: '' });
    expect((await store.announcements.get(id))?.pause).toEqual({ reason: 'author', note: '', resumeAt: undefined });
  });

  it.each(['paused', 'finished'] as const)('failed deliveries of a %s one go out again, at once', async (state) => {
    const { store, id } = await newIn(state);
    expect(await store.announcements.retryFailed(id, at(5))).toBe(1);
    expect(await store.announcements.get(id)).toMatchObject({ sent: 1, failed: 0, open: 1, nextDueAt: at(5) });
    expect(await store.announcements.reasons(id)).toEqual([]);
    const claimed = await claimAll(store, 5);
    expect(claimed).toMatchObject([{ chatId: 2, attempt: 1 }]);
    await close(store, claimed, sent(8), 5);
    expect(await store.ledger.takeFinished(at(6))).toEqual([id]);
    expect(await store.announcements.unreported()).toMatchObject([{ id, sent: 2, failed: 0 }]);
  });

  it('failed deliveries wait on while the article is missing', async () => {
    const { store, id } = await newIn('running');
    await store.announcements.pause(id, { reason: 'missing', note: '' });
    expect(await store.announcements.retryFailed(id, at(5))).toBe(1);
    const pause = { reason: 'missing', note: '', resumeAt: undefined };
    expect(await store.announcements.get(id)).toMatchObject({ state: 'paused', pause, failed: 0, open: 1 });
    await store.announcements.resume(id, 'missing');
    expect(await claimAll(store, 5)).toHaveLength(1);
  });

  it('thousands of failed deliveries are retried, what fails again meanwhile is not', async () => {
    const store = await newStore();
    for (let reader = 1; reader <= 2_500; reader++) await subscribe(store, reader, 'css');
    const id = await announce(store, article('a', 'css'), at(1));
    for (const minute of [1, 2, 3])
      await close(store, await claimAll(store), { state: 'failed', reason: 'no' }, minute);
    expect(await store.announcements.reasons(id)).toEqual([{ state: 'failed', reason: 'no', count: 2_500 }]);
    expect(await store.announcements.retryFailed(id, at(2))).toBe(2_000);
    expect(await store.announcements.get(id)).toMatchObject({ failed: 500, open: 2_000 });
    expect(await store.announcements.retryFailed(id, at(3))).toBe(500);
    expect(await store.announcements.get(id)).toMatchObject({ failed: 0, open: 2_500 });
  });

  it('a failed delivery of a person who was erased is not retried', async () => {
    const { store, id } = await newIn('finished');
    await store.personalData.erase(chat(2));
    expect(await store.announcements.retryFailed(id, at(5))).toBe(0);
    expect(await store.announcements.get(id)).toMatchObject({ state: 'finished', failed: 1 });
  });

  it('one dismissed cannot come back by being retracted and restored', async () => {
    const { store, id } = await newIn('held');
    await store.announcements.dismiss([id], at(2));
    expect(await store.announcements.retract(id, at(3))).toBe(false);
    expect(await store.announcements.restore(id)).toBe(false);
  });
});

describe('missing files', () => {
  it('are noted under the instant of the first check, until they are back', async () => {
    const { store, id } = await newIn('finished');
    const { announcements } = store;
    await announcements.setMissing([id], at(3));
    await announcements.setMissing([id], at(4));
    expect(await announcements.announced()).toMatchObject([{ missingSince: at(3), missingLeft: false }]);
    await announcements.leaveMissing([id], at(5));
    expect(await announcements.announced()).toMatchObject([{ missingSince: at(3), missingLeft: true }]);
    expect((await announcements.get(id))?.state).toBe('finished');
    await announcements.setMissing([id], undefined);
    expect(await announcements.announced()).toMatchObject([{ missingSince: undefined, missingLeft: false }]);
  });

  it('that are left end a paused announcement, unless they are back', async () => {
    const { store, id } = await newIn('paused');
    const { announcements } = store;
    await announcements.leaveMissing([id], at(5));
    expect(await announcements.get(id)).toMatchObject({ state: 'paused', pause: { reason: 'faults' } });
    await announcements.setMissing([id], at(3));
    await announcements.leaveMissing([id], at(5));
    expect(await announcements.get(id)).toMatchObject({ state: 'cancelled', pause: undefined, finishedAt: at(5) });
  });
});

describe('unreported', () => {
  it.each<[AnnouncementState, boolean]>([
    ['held', false],
    ['approval', false],
    ['planning', true],
    ['running', true],
    ['paused', true],
    ['finished', false],
    ['cancelled', false],
    ['retracted', false],
  ])('once reported, one that is %s: %s', async (state, isListed) => {
    const { store } = await newIn(state);
    expect(await store.announcements.unreported()).toHaveLength(isListed ? 1 : 0);
  });

  it.each<[string, AnnouncementState, Transition]>([
    ['is cancelled', 'running', (all, id) => all.cancel(id, at(5))],
    ['is retracted', 'finished', (all, id) => all.retract(id, at(5))],
    ['is retried', 'finished', (all, id) => all.retryFailed(id, at(5))],
    ['is restored', 'retracted', (all, id) => all.restore(id)],
    ['is left unannounced', 'approval', (all, id) => all.dismiss([id], at(5))],
    ['is retracted unsent', 'approval', (all, id) => all.retract(id, at(5))],
  ])('one that %s has an end to tell of', async (_what, state, transition) => {
    const { store, id } = await newIn(state);
    await transition(store.announcements, id);
    expect(await store.announcements.unreported()).toMatchObject([{ id }]);
    await store.ledger.takeFinished(at(6));
    if ((await store.announcements.get(id))?.state === 'running') await store.announcements.cancel(id, at(6));
    expect(await store.announcements.unreported()).toMatchObject([{ id }]);
    await store.announcements.setReported(id, at(7));
    expect(await store.announcements.unreported()).toEqual([]);
  });

  it('one that was cancelled is told of when its last message has ended', async () => {
    const { store, id } = await newIn('planning');
    await store.announcements.plan({ delayMs: 0, now: () => at(3), signal: new AbortController().signal });
    const claims = await store.ledger.claim(1, at(4), 0);
    await store.announcements.cancel(id, at(5));
    expect(await store.announcements.setReported(id, at(6))).toBe(false);
    expect(await store.announcements.unreported()).toMatchObject([{ id }]);
    const result = { state: 'sent', messageId: 7, form: 'text' } as const;
    await store.ledger.close(
      claims.map((claim) => ({ id: claim.id, result })),
      at(7),
    );
    expect(await store.announcements.setReported(id, at(8))).toBe(true);
    expect(await store.announcements.unreported()).toEqual([]);
  });
});
