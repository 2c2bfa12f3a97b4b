import { describe, expect, it } from 'vitest';
import type { AnnouncerPorts } from '../../src/delivery/announcer.ts';
import { type AnnouncerBench, article, newBench, TODAY } from './announcer-bench.ts';

/** What a check can meet, all at once: after `before`, `after` brings one of each. */
const before = ['edited', 'retracted', 'restored', 'missing', 'back', 'taken back', 'touched'].map((name) =>
  article(name),
);
const between = before
  .filter(({ slug }) => !slug.endsWith('back'))
  .map((each) => (each.slug === 'restored' ? article('restored', { draft: true }) : each));
const after = [
  article('edited', { title: 'Better' }),
  article('retracted', { draft: true }),
  article('restored'),
  article('back'),
  article('taken back'),
  article('renamed', { contentHash: article('touched').contentHash, title: 'TOUCHED' }),
  article('first'),
  article('second'),
  article('quiet', { announce: false }),
];

describe('a check that is broken off', () => {
  it.each(['before', 'after'] as const)(
    '%s any of its steps is made good by the next one',
    async (when) => {
      const whole = await arrange();
      const steps = await crashAt(whole, Number.POSITIVE_INFINITY, when);
      const expected = await outcome(whole);
      expect(expected.states).toMatchObject({
        edited: 'running',
        retracted: 'retracted',
        missing: 'paused',
        second: 'running',
      });
      expect(expected.corrections).toEqual({
        edited: 'edit',
        restored: 'edit',
        retracted: 'retract',
        'taken back': 'edit',
      });
      expect(steps).toBeGreaterThan(12);
      for (let step = 1; step <= steps; step += 1) {
        const bench = await arrange();
        await crashAt(bench, step, when);
        bench.restart();
        await bench.check(...after);
        expect({ step, ...(await outcome(bench)) }).toEqual({ step, ...expected });
      }
    },
    60_000,
  );
});

async function arrange(): Promise<AnnouncerBench> {
  const bench = await newBench({ archive: [] });
  await bench.check(...before);
  await bench.check(...between);
  const id = (await bench.announcement('taken back'))?.id;
  if (id === undefined) throw new Error('it has not been announced');
  await bench.store.announcements.retract(id, TODAY);
  bench.forgetCorrections();
  return bench;
}

/** Runs a check of a program that dies before or after its `step`th call; gives how many calls it makes. */
async function crashAt(bench: AnnouncerBench, step: number, when: 'before' | 'after'): Promise<number> {
  let calls = 0;
  const dying = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name) {
        const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
        return async (...args: unknown[]) => {
          calls += 1;
          if (calls > step || (calls === step && when === 'before')) throw new Error('crash');
          const result = await method.apply(target, args);
          if (calls === step) throw new Error('crash');
          return result;
        };
      },
    });
  bench.restart((ports: AnnouncerPorts) => ({
    ...ports,
    memory: dying(ports.memory),
    announcements: dying(ports.announcements),
    corrections: dying(ports.corrections),
  }));
  await bench.check(...after).catch(() => undefined);
  return calls;
}

async function outcome({ states, corrections, missing, planned, store }: AnnouncerBench) {
  const announced = await store.announcements.announced();
  return {
    states: await states(),
    corrections: corrections(),
    missing: missing(),
    planned: planned(),
    known: await store.articles.known(),
    cards: Object.fromEntries(announced.map(({ articleId, cardHash }) => [articleId, cardHash])),
  };
}
