import { describe, expect, it } from 'vitest';
import type { AnnouncerPorts } from '../../src/delivery/announcer.ts';
import { type AnnouncerBench, article, dated, newBench, TODAY } from './announcer-bench.ts';

const NOON = TODAY.toISOString();
const LATER = '2026-01-05T12:05:00.000Z';

describe('an announced article whose file is gone', () => {
  it('stops going out and is asked about once, until it is back', async () => {
    const { check, passTo, restart, states, missing, announcement, corrections, planned } = await announced('a', 'b');
    await check(article('b'));
    expect(missing()).toEqual({ [NOON]: ['a'] });
    expect(await announcement('a')).toMatchObject({ state: 'paused', pause: { reason: 'missing' } });
    passTo(LATER);
    restart(withoutQuestions);
    await check(article('b'));
    expect(missing()).toEqual({ [NOON]: ['a'] });
    restart();
    await check(article('a'), article('b'));
    expect(missing()).toEqual({});
    expect(await states()).toEqual({ a: 'running', b: 'running' });
    expect(corrections()).toEqual({});
    expect(planned()).toHaveLength(4);
  });

  it('is one question with the others that the check has missed', async () => {
    const { check, passTo, missing } = await announced('a', 'b', 'c');
    await check(article('c'));
    passTo(LATER);
    await check(article('other'));
    expect(missing()).toEqual({ [NOON]: ['a', 'b'], [LATER]: ['c'] });
  });

  it('is corrected when it comes back with another title', async () => {
    const { check, corrections } = await announced('a');
    await check();
    await check(article('a', { title: 'Better' }));
    expect(corrections()).toEqual({ a: 'edit' });
  });

  it('stays paused by whoever had paused it', async () => {
    const { check, announcement, store } = await announced('a');
    const id = (await announcement('a'))?.id;
    if (id !== undefined) await store.announcements.pause(id, { reason: 'author', note: '' });
    await check();
    await check(article('a'));
    expect(await announcement('a')).toMatchObject({ state: 'paused', pause: { reason: 'author' } });
  });

  it('is not asked about again once the author has left it, but is when it goes another time', async () => {
    const { check, passTo, restart, announcement, store, missing } = await announced('a');
    const id = (await announcement('a'))?.id;
    if (id === undefined) throw new Error('it has not been announced');
    for (const row of await store.ledger.claim(10, new Date(LATER), 0))
      await store.ledger.close(
        [{ id: row.id, result: { state: 'sent', messageId: 5, form: 'text' } }],
        new Date(LATER),
      );
    await store.ledger.takeFinished(new Date(LATER));
    await check();
    await store.announcements.leaveMissing([id], TODAY);
    restart(withoutQuestions);
    await check();
    restart();
    await check(article('a'));
    expect(missing()).toEqual({});
    passTo(LATER);
    await check();
    expect(missing()).toEqual({ [LATER]: ['a'] });
  });

  it('is not asked about when nobody has it', async () => {
    const { check, missing, states } = await newBench({ archive: [], announceMode: 'approve' });
    await check(article('a'));
    await check();
    expect(missing()).toEqual({});
    expect(await states()).toEqual({ a: 'approval' });
  });

  it('is not asked about when it was cancelled', async () => {
    const { check, announcement, missing, store } = await announced('a');
    const id = (await announcement('a'))?.id;
    if (id !== undefined) await store.announcements.cancel(id, TODAY);
    await check();
    expect(missing()).toEqual({});
  });

  it('shows again when it comes back after the author took back what was sent', async () => {
    const { check, announcement, states, missing, corrections, store } = await announced('a');
    const { id, title } = (await announcement('a')) ?? {};
    if (id === undefined || title === undefined) throw new Error('it has not been announced');
    await check();
    await store.announcements.retract(id, TODAY);
    await store.corrections.start(id, 'retract', { title, cardHash: 'as it was' }, TODAY);
    await check();
    expect(await states()).toEqual({ a: 'retracted' });
    await check(article('a'));
    expect(await states()).toEqual({ a: 'running' });
    expect(corrections()).toEqual({ a: 'edit' });
    expect(missing()).toEqual({});
  });

  it('is planned to the end before it is paused', async () => {
    const { check, restart, states, planned, missing } = await announced('z');
    restart((ports) => ({ ...ports, announcements: { ...ports.announcements, plan: async () => [] } }));
    await check(article('z'), article('a'));
    expect(await states()).toMatchObject({ a: 'planning' });
    restart();
    await check(article('z'));
    expect(await states()).toMatchObject({ a: 'paused' });
    expect(missing()).toEqual({ [NOON]: ['a'] });
    expect(planned()).toEqual(['a to 1', 'a to 2', 'z to 1', 'z to 2']);
  });
});

describe('an announced article that readers cannot open', () => {
  it('waits until its date, without a question', async () => {
    const { check, passTo, states, missing } = await announced('a');
    await check(article('a', dated('2026-01-10')));
    expect(await states()).toEqual({ a: 'paused' });
    expect(missing()).toEqual({});
    passTo('2026-01-10T00:00:00Z');
    await check(article('a', dated('2026-01-10')));
    expect(await states()).toEqual({ a: 'running' });
  });

  it.each([
    ['the file has a fault', ['content/a.md']],
    ['its folder cannot be read', ['content']],
  ])('waits while %s, without a question', async (_case, broken) => {
    const { look, check, states, missing } = await announced('a');
    await look([], { broken });
    expect(await states()).toEqual({ a: 'paused' });
    expect(missing()).toEqual({});
    await check(article('a'));
    expect(await states()).toEqual({ a: 'running' });
  });

  it('is asked about when the fault is in another file', async () => {
    const { look, missing } = await announced('a');
    await look([], { broken: ['content/a.md.md', 'content/b.md', 'con'] });
    expect(missing()).toEqual({ [NOON]: ['a'] });
  });

  it('is looked for under its new name', async () => {
    const { check, look, missing } = await announced('a');
    await check(article('b', { contentHash: article('a').contentHash }));
    await look([], { broken: ['content/b.md'] });
    expect(missing()).toEqual({});
    await look([], { broken: ['content/a.md'] });
    expect(missing()).toEqual({ [NOON]: ['a'] });
  });

  it('stays as it is while the content cannot be trusted', async () => {
    const { look, check, states, missing } = await announced('a', 'b');
    await look([], { trusted: false });
    expect(await states()).toEqual({ a: 'running', b: 'running' });
    await check(article('b'));
    await look([article('a')], { trusted: false });
    expect(missing()).toEqual({ [NOON]: ['a'] });
    expect(await states()).toEqual({ a: 'paused', b: 'running' });
  });
});

async function announced(...names: readonly string[]): Promise<AnnouncerBench> {
  const bench = await newBench({ archive: [] });
  await bench.check(...names.map((name) => article(name)));
  return bench;
}

/** Ports through which nothing can be noted as missing or back. */
function withoutQuestions(ports: AnnouncerPorts): AnnouncerPorts {
  const setMissing = async () => {
    throw new Error('it is known already');
  };
  return { ...ports, announcements: { ...ports.announcements, setMissing } };
}
