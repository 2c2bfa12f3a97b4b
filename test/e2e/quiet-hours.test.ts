import { describe, expect, it } from 'vitest';
import {
  about,
  callsTo,
  copies,
  DAY_MS,
  HOUR_MS,
  labels,
  openBlog,
  publish,
  pushes,
  set,
  setCadence,
  subscribe,
} from './scene.ts';

const TWO_HOURS = '11-14';
const FOUR = ['Alpha', 'Beta', 'Gamma', 'Delta'];

describe('quiet hours', () => {
  it('hold a push until they end, for this reader alone', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await subscribe(world.jonas, 'kafka');
    await set(world.mia, 'quiet', TWO_HOURS);
    await publish(world, 'Alpha');
    await about(world.jonas, 'Alpha');
    await about(
      world.ada,
      'Alpha',
      '1 of 2 sent',
      'One waits for a digest, or for quiet hours or a pause to end; it goes out at 14:00.',
    );
    world.passTime(HOUR_MS);
    await publish(world, 'Beta', { tags: '[python]' });
    await about(world.ada, 'Beta', 'Nobody was subscribed');
    expect(copies(world.mia, 'Alpha')).toBe(0);
    world.passTime(HOUR_MS);
    const push = await about(world.mia, 'Alpha');
    expect(new Date(push.date * 1_000).getUTCHours()).toBe(14);
    await about(world.ada, 'Alpha', 'It has reached 2 of 2 readers.');
  });

  it('run over midnight by the reader’s own clock', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    // 21:00 in Tokyo.
    await set(world.mia, 'zone', 'Asia/Tokyo');
    await set(world.mia, 'quiet', '20-8');
    await publish(world, 'Alpha');
    await about(world.ada, 'Alpha', 'it goes out at 23:00.');
    world.passTime(11 * HOUR_MS);
    await about(world.mia, 'Alpha');
  });

  it('end with one digest when many articles wait', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await set(world.mia, 'quiet', TWO_HOURS);
    for (const title of FOUR) await publish(world, title);
    await about(world.ada, 'Delta', 'at 14:00');
    world.passTime(2 * HOUR_MS);
    const digest = await about(world.mia, '4 new articles', ...FOUR);
    expect(labels(digest)).toHaveLength(5);
    await about(world.ada, 'Delta', 'It has reached its one reader.');
    expect(FOUR.map((title) => copies(world.mia, title))).toEqual([1, 1, 1, 1]);
  });

  it('hold a digest too that falls into them', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await setCadence(world.mia, 'kafka', 'daily');
    await set(world.mia, 'digestHour', '13');
    await set(world.mia, 'quiet', TWO_HOURS);
    await publish(world, 'Alpha');
    await about(world.ada, 'Alpha', 'at 13:00');
    world.passTime(HOUR_MS);
    await about(world.ada, 'Alpha', 'at 14:00');
    world.passTime(HOUR_MS);
    await about(world.mia, 'One new article', 'Alpha');
  });

  it('let go of what waits when the reader takes them away', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await set(world.mia, 'quiet', TWO_HOURS);
    await publish(world, 'Alpha');
    await about(world.ada, 'Alpha', 'at 14:00');
    await set(world.mia, 'quiet', 'off');
    await about(world.mia, 'You are subscribed to #kafka');
  });

  it('do not hold what the reader asks for', async () => {
    const world = await openBlog();
    await set(world.mia, 'quiet', TWO_HOURS);
    await subscribe(world.mia, 'kafka');
    await world.mia.press('Send me the newest one');
    const card = await about(world.mia, 'Text of An old piece.');
    expect(card.silent).toBe(false);
  });
});

describe('silent pushes', () => {
  it('come without a sound to whoever wants them so', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await subscribe(world.jonas, 'kafka');
    await set(world.mia, 'silent', 'on');
    await publish(world, 'Alpha');
    expect((await about(world.mia, 'Alpha')).silent).toBe(true);
    expect((await about(world.jonas, 'Alpha')).silent).toBe(false);
    await set(world.mia, 'silent', 'off');
    await publish(world, 'Beta');
    expect((await about(world.mia, 'Beta')).silent).toBe(false);
  });
});

describe('a pause for a week', () => {
  it('holds everything for seven days', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await set(world.mia, 'pause', 'week');
    await publish(world, 'Alpha');
    await about(world.ada, 'Alpha', 'it goes out on 11 February at 12:0');
    world.passTime(6 * DAY_MS);
    await publish(world, 'Beta');
    await about(world.ada, 'Beta', 'on 11 February');
    expect(copies(world.mia, 'Alpha')).toBe(0);
    world.passTime(DAY_MS);
    await about(world.ada, 'Beta', 'It has reached its one reader.');
    expect([pushes(world.mia, 'Alpha').length, pushes(world.mia, 'Beta').length]).toEqual([1, 1]);
  });

  it('ends at once when the reader says so', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await set(world.mia, 'pause', 'week');
    await publish(world, 'Alpha');
    await about(world.ada, 'Alpha', 'on 11 February');
    await set(world.mia, 'pause', 'off');
    await about(world.mia, 'You are subscribed to #kafka');
  });
});

describe('the settings', () => {
  it('open from a push, below it, and turn in place from there', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await publish(world, 'Alpha');
    const push = await about(world.mia, 'Alpha');
    await world.mia.press('Settings', push);
    const settings = await world.mia.waitForMessage(({ text }) => text.startsWith('Settings'), { after: push.id });
    await world.mia.press('Turn sound off', settings);
    await world.mia.waitForMessage(({ id, text }) => id === settings.id && text.includes('Sound: off'));
    expect(callsTo(world, world.mia, 'sendMessage').at(-1)?.payload.text).toContain('Settings');
    expect(copies(world.mia, 'Alpha')).toBe(1);
  });
});
