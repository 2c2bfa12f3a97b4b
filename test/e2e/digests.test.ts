import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import {
  about,
  copies,
  DAY_MS,
  HOUR_MS,
  holding,
  labels,
  openBlog,
  publish,
  pushes,
  set,
  setCadence,
  subscribe,
} from './scene.ts';
import { article, type World } from './world.ts';

const FOUR = ['Alpha', 'Beta', 'Gamma', 'Delta'];

/** The author reads that all of the open deliveries wait: every reader has been looked at. */
async function waiting(world: World, title: string, moment: string): Promise<void> {
  await about(world.ada, title, `it goes out ${moment}`);
}

/** Titles of the digests a person has, in their order. */
function digests(person: Person): string[][] {
  return holding(person, 'new article')
    .filter(({ text }) => /^(One new article|\d+ new articles)\n/.test(text))
    .map(({ text }) => [...text.matchAll(/(?:^\d+\. )?(.+)\n\d+ min read/gm)].map(([, title = '']) => title));
}

function hasDigest(person: Person, count: number) {
  return person.waitForMessage(({ text }) =>
    text.startsWith(count === 1 ? 'One new article' : `${count} new articles`),
  );
}

describe('several articles found in one check', () => {
  it('come as one digest when there are more than three, the best match first, each ready to be read', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka', 'python');
    for (const title of FOUR) {
      const tags = title === 'Gamma' ? '[python, kafka]' : '[kafka]';
      await world.write(`${title}.md`, article(title, { tags, description: `About ${title}.` }));
    }
    await world.check();
    const digest = await hasDigest(world.mia, 4);
    expect(digest.text).toContain('1. Gamma\n1 min read · python\nAbout Gamma.');
    expect(digest.text.match(/^\d\. \w+\n1 min read · \w+\nAbout \w+\.$/gm)).toHaveLength(4);
    expect(labels(digest)).toEqual(['1', '2', '3', '4', 'Settings']);
    await about(world.ada, 'Delta', 'its one reader');
    expect(FOUR.flatMap((title) => pushes(world.mia, title))).toEqual([]);
    await world.mia.press('1', digest);
    const page = await about(world.mia, 'Text of Gamma.');
    expect(page.id).toBeGreaterThan(digest.id);
  });

  it('come one by one when there are three', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await publish(world, FOUR.slice(1));
    for (const title of FOUR.slice(1)) await about(world.ada, title, 'It has reached its one reader.');
    expect(FOUR.map((title) => pushes(world.mia, title).length)).toEqual([0, 1, 1, 1]);
    expect(digests(world.mia)).toEqual([]);
  });

  it('come as a digest to whom that many reach, one by one to others', async () => {
    const world = await openBlog({ delivery: { pushesAtOnce: 1 } });
    await subscribe(world.mia, 'all');
    await subscribe(world.jonas, 'python');
    await world.write('a.md', article('Alpha', { tags: '[kafka]' }));
    await world.write('b.md', article('Beta', { tags: '[python]' }));
    await world.check();
    await hasDigest(world.mia, 2);
    await about(world.jonas, 'You are subscribed to #python');
    await about(world.ada, 'Beta', 'It has reached 2 of 2 readers.');
    expect([pushes(world.mia, 'Alpha'), pushes(world.mia, 'Beta'), digests(world.jonas)]).toEqual([[], [], []]);
  });

  it('come as two digests when they do not fit into one message, none of them twice', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    const titles = Array.from({ length: 14 }, (_, index) => `Piece ${String.fromCharCode(65 + index)}`);
    await publish(world, titles);
    for (const title of titles) await about(world.ada, title, 'It has reached its one reader.');
    expect(digests(world.mia).map(({ length }) => length)).toEqual([7, 7]);
    expect(digests(world.mia).flat().toSorted()).toEqual(titles);
  });
});

describe('the daily digest', () => {
  it('comes once, at the hour of the reader’s own clock, and only when there is something new', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await setCadence(world.mia, 'kafka', 'daily');
    await set(world.mia, 'zone', 'Asia/Kathmandu');
    await set(world.mia, 'digestHour', '8');
    await publish(world, 'Alpha');
    // 08:00 at +05:45, as the author's clock shows it.
    await waiting(world, 'Alpha', 'on 5 February at 02:15');
    world.passTime(14 * HOUR_MS);
    await publish(world, 'Beta');
    await waiting(world, 'Beta', 'at 02:15');
    expect(digests(world.mia)).toEqual([]);
    world.passTime(20 * 60_000);
    const digest = await hasDigest(world.mia, 2);
    expect(new Date(digest.date * 1_000).toISOString()).toMatch(/^2026-02-05T02:(1[5-9]|2\d)/);
    await about(world.ada, 'Beta', 'It has reached its one reader.');

    world.passTime(2 * DAY_MS);
    await publish(world, 'Gamma');
    await waiting(world, 'Gamma', 'on 8 February at 02:15');
    world.passTime(DAY_MS);
    await hasDigest(world.mia, 1);
    expect(digests(world.mia)).toEqual([['Beta', 'Alpha'], ['Gamma']]);
  });

  it('that was missed while the bot did not run comes at the start, once', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await setCadence(world.mia, 'kafka', 'daily');
    await publish(world, 'Alpha');
    await waiting(world, 'Alpha', 'on 5 February at 09:00');
    await world.stopBot();
    world.passTime(3 * DAY_MS);
    await world.startBot();
    await hasDigest(world.mia, 1);
    await about(world.ada, 'Alpha', 'It has reached its one reader.');
    expect(copies(world.mia, 'Alpha')).toBe(1);
  });

  it.each<[string, Record<string, 'daily' | 'instant'>, boolean]>([
    ['an instant tag goes before a daily one', { kafka: 'daily', python: 'instant' }, false],
    ['a daily tag goes before an instant “everything”', { kafka: 'daily', all: 'instant' }, true],
  ])('never repeats what was pushed: %s', async (_name, cadences, digested) => {
    const world = await openBlog();
    await subscribe(world.mia, ...Object.keys(cadences));
    for (const [topic, cadence] of Object.entries(cadences)) await setCadence(world.mia, topic, cadence);
    await publish(world, 'Alpha', { tags: '[kafka, python]' });
    if (digested) await waiting(world, 'Alpha', 'on 5 February at 09:00');
    else await about(world.ada, 'Alpha', 'It has reached its one reader.');
    world.passTime(DAY_MS);
    await about(world.ada, 'Alpha', 'It has reached its one reader.');
    expect([pushes(world.mia, 'Alpha').length, digests(world.mia).length]).toEqual(digested ? [0, 1] : [1, 0]);
  });

  it('moves with its hour, and leaves out what was cancelled meanwhile', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await setCadence(world.mia, 'kafka', 'daily');
    await publish(world, ['Alpha', 'Beta']);
    await waiting(world, 'Alpha', 'on 5 February at 09:00');
    await set(world.mia, 'digestHour', '18');
    const progress = await about(world.ada, 'Beta', 'it goes out');
    await world.ada.press('Cancel', progress);
    await world.ada.press('Yes, cancel it', await about(world.ada, 'Beta\nCancel it?'));
    await about(world.ada, 'Beta\nCancelled before anybody got it.');
    world.passTime(6 * HOUR_MS);
    const digest = await hasDigest(world.mia, 1);
    expect(new Date(digest.date * 1_000).toISOString()).toMatch(/^2026-02-04T18:0/);
    await about(world.ada, 'Alpha', 'It has reached its one reader.');
    expect(digests(world.mia)).toEqual([['Alpha']]);
  });

  it('leaves what waits for it to another cadence when the reader changes it', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await setCadence(world.mia, 'kafka', 'daily');
    await publish(world, 'Alpha');
    await waiting(world, 'Alpha', 'on 5 February at 09:00');
    await setCadence(world.mia, 'kafka', 'weekly');
    world.passTime(DAY_MS);
    await publish(world, 'Beta');
    await waiting(world, 'Beta', 'on 9 February at 09:00');
    expect(digests(world.mia)).toEqual([]);
    await setCadence(world.mia, 'kafka', 'instant');
    await about(world.ada, 'Beta', 'It has reached its one reader.');
    expect([pushes(world.mia, 'Alpha').length, pushes(world.mia, 'Beta').length]).toEqual([1, 1]);
  });
});

describe('the weekly digest', () => {
  it('comes on its day at its hour', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await setCadence(world.mia, 'kafka', 'weekly');
    await set(world.mia, 'digestWeekday', '5');
    await set(world.mia, 'digestHour', '18');
    await publish(world, 'Alpha');
    await waiting(world, 'Alpha', 'on 6 February at 18:00');
    world.passTime(2 * DAY_MS + 6 * HOUR_MS);
    await hasDigest(world.mia, 1);
    await publish(world, 'Beta');
    await waiting(world, 'Beta', 'on 13 February at 18:00');
    expect(digests(world.mia)).toEqual([['Alpha']]);
  });
});

describe('a muted subscription', () => {
  it('sends nothing, and takes its tag out of everything', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka', 'all');
    await setCadence(world.mia, 'kafka', 'muted');
    await publish(world, 'Alpha', { tags: '[kafka]' });
    await about(world.ada, 'Alpha', 'Nobody was subscribed to it');
    await publish(world, 'Beta', { tags: '[python]' });
    await about(world.ada, 'Beta', 'It has reached its one reader.');
    expect([copies(world.mia, 'Alpha'), copies(world.mia, 'Beta')]).toEqual([0, 1]);
    await setCadence(world.mia, 'kafka', 'instant');
    await publish(world, 'Gamma', { tags: '[kafka]' });
    await about(world.mia, 'Gamma', 'You are subscribed to #kafka');
    expect(copies(world.mia, 'Alpha')).toBe(0);
  });

  it('takes out of the next digest what waits for it', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await setCadence(world.mia, 'kafka', 'daily');
    await publish(world, 'Alpha');
    await waiting(world, 'Alpha', 'on 5 February at 09:00');
    await setCadence(world.mia, 'kafka', 'muted');
    world.passTime(DAY_MS);
    await about(world.ada, 'Alpha', 'It did not reach its one reader.\nOne did not want it any more');
    expect(copies(world.mia, 'Alpha')).toBe(0);
  });
});
