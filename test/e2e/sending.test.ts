import { describe, expect, it } from 'vitest';
import type { ScriptedCall } from '../../src/playground/faults.ts';
import { PERSONAS } from '../../src/playground/personas.ts';
import { createCrowd, subscribeCrowd } from '../faults/crowd.ts';
import { about, copies, DAY_MS, openBlog, publish, pushes } from './scene.ts';
import { article, type World, type WorldOptions } from './world.ts';

const READERS = 60;
const crowd = createCrowd(READERS);

/** Sixty readers of everything; those with an odd id get a digest a day. */
async function open(options: WorldOptions = {}, digests = false): Promise<World> {
  return openBlog({
    personas: [...PERSONAS, ...crowd],
    prepare: (place) =>
      subscribeCrowd(place, crowd, ({ id }) => ({ cadence: digests && id % 2 === 1 ? 'daily' : 'instant' })),
    ...options,
  });
}

const isPush = ({ method, payload }: Pick<ScriptedCall, 'method' | 'payload'>) =>
  method === 'sendMessage' && Number(payload.chat_id) > 5_000 && String(payload.text).startsWith('Fresh');

function reached({ playground }: World): number[] {
  return crowd.map(({ id }) => pushes(playground.person(id), 'Fresh').length);
}

describe('what waits to be sent', () => {
  it('goes out in its order: pushes, then digests', async () => {
    const world = await open({}, true);
    await publish(world, 'Early');
    await about(world.ada, 'Early', '30 wait for their digests');
    await world.stopBot();
    world.passTime(DAY_MS);
    await world.write('fresh.md', article('Fresh', { tags: '[kafka]', date: '2026-02-05' }));
    await world.startBot();
    await about(world.ada, 'Early\nIt has reached 60 of 60 readers.');
    const kinds = world.playground.calls
      .filter(({ method, payload }) => method === 'sendMessage' && Number(payload.chat_id) > 5_000)
      .map((call) => (isPush(call) ? 'push' : String(call.payload.text).split('\n')[0]));
    const [first, last] = [kinds.indexOf('push'), kinds.lastIndexOf('push')];
    expect(last - first).toBe(READERS / 2 - 1);
    expect(kinds.indexOf('One new article')).toBeGreaterThan(last);
  });

  it('lets a reply pass while a broadcast is going on', async () => {
    const world = await open({ delivery: { sendRate: 10 } });
    await publish(world, 'Fresh');
    for (const question of ['/help', '/latest', '/tags']) {
      const before = world.playground.calls.filter(isPush).length;
      await world.mia.ask(question);
      expect(world.playground.calls.filter(isPush).length - before).toBeLessThan(10);
    }
    expect(reached(world).includes(0)).toBe(true);
    await about(world.ada, 'Fresh\nIt has reached 60 of 60 readers.');
  });
});

describe('a request of Telegram to wait', () => {
  it('holds everything for as long as it says, lowers the pace, and is remembered over a restart', async () => {
    const world = await open({ delivery: { announceMode: 'approve', sendRate: 12 } });
    await publish(world, 'Fresh');
    const question = await about(world.ada, 'It would go out to 60 readers, which takes about 5 s.');
    let refused = 0;
    world.playground.setFaults((call) => {
      if (!isPush(call) || refused > 0) return undefined;
      refused += 1;
      return { kind: 'rate-limited', retryAfterSeconds: 30 };
    });
    await world.ada.press('Publish', question);
    await about(world.ada, 'Fresh\nIt has reached 60 of 60 readers.');
    const times = world.playground.calls.filter(isPush).map(({ at }) => at.getTime());
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    // What was on its way already may have begun a little later than the refused one.
    expect(Math.max(...gaps)).toBeGreaterThan(20_000);
    expect(reached(world)).toEqual(crowd.map(() => 1));
    await world.stopBot();
    await world.startBot();
    await publish(world, 'Next');
    await about(world.ada, 'Next', 'It would go out to 60 readers, which takes about 10 s.');
  });
});

describe('a paid broadcast', () => {
  const paid = { delivery: { paidBroadcast: true }, telegram: { stars: 1_000 } };
  const flags = ({ playground }: World) =>
    playground.calls.filter(isPush).map(({ payload }) => payload.allow_paid_broadcast);

  it('says so in pushes, and in nothing else', async () => {
    const world = await open(paid);
    await publish(world, 'Fresh');
    await about(world.ada, 'Fresh\nIt has reached 60 of 60 readers.');
    expect(new Set(flags(world))).toEqual(new Set([true]));
    const others = world.playground.calls.filter((call) => !isPush(call) && 'allow_paid_broadcast' in call.payload);
    expect(others).toEqual([]);
  });

  it('goes on for free when the Stars are spent, and the author is told once', async () => {
    const world = await open(paid);
    let nth = 0;
    world.playground.setFaults((call) => {
      nth += isPush(call) ? 1 : 0;
      return nth >= 10 && call.payload.allow_paid_broadcast === true ? { kind: 'no-stars' } : undefined;
    });
    await publish(world, 'Fresh');
    await about(world.ada, 'Fresh\nIt has reached 60 of 60 readers.');
    expect(reached(world)).toEqual(crowd.map(() => 1));
    await about(world.ada, 'Telegram took no payment for sending faster', 'free pace', 'PAID_BROADCAST=false');
    expect(new Set(flags(world).slice(0, 9))).toEqual(new Set([true]));
    expect(flags(world).at(-1)).toBeUndefined();
    await publish(world, 'Fresh again');
    await about(world.ada, 'Fresh again\nIt has reached 60 of 60 readers.');
    expect(copies(world.ada, 'Telegram took no payment')).toBe(1);
    expect(world.playground.pace).toMatchObject({ overAll: 0, duringWait: 0 });
  });
});

describe('a lost answer in a private chat', () => {
  it('is settled without a sound: nobody gets it twice and nobody misses it', async () => {
    const world = await open();
    let nth = 0;
    world.playground.setFaults((call) => {
      if (!isPush(call)) return undefined;
      nth += 1;
      if (nth % 10 === 0) return { kind: 'cut-after' };
      return nth % 10 === 5 ? { kind: 'cut-before' } : undefined;
    });
    await publish(world, 'Fresh');
    await about(world.ada, 'Fresh\nIt has reached 60 of 60 readers.');
    expect(reached(world)).toEqual(crowd.map(() => 1));
  });
});
