import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import type { Person } from '../../src/playground/person.ts';
import { card, chapters, lastOf, named, now, openLibrary, read, sentAfter, tap, turn } from './reading-scene.ts';
import { copies, DAY_MS, HOUR_MS, labels, set } from './scene.ts';
import type { World } from './world.ts';

const LIBRARY = {
  'a.md': named('a', 'Tonight', 'Text.'),
  'b.md': named('b', 'Also tonight', chapters(3)),
};
const MINUTE_MS = HOUR_MS / 60;
const WANTED = 'You wanted to read';

/** Saves an article on its card and presses the button that reminds of it; gives the card and what was said. */
async function remind(person: Person, id: string): Promise<{ readonly shown: ChatMessage; readonly toast: string }> {
  const shown = await card(person, id);
  await person.press('Save', shown);
  const saved = await person.waitForMessage(
    (message) => message.id === shown.id && labels(message).includes('✓ Saved'),
  );
  const { text: toast } = await person.press('Remind me this evening', saved);
  await person.waitForMessage((message) => message.id === shown.id && labels(message).includes('⏰ Reminder set'));
  return { shown, toast };
}

function reminder(person: Person): Promise<ChatMessage> {
  return person.waitForMessage(({ text }) => text.startsWith(WANTED));
}

/** The hour, in UTC, at which a reader was reminded. */
async function hourOfReminder(person: Person): Promise<number> {
  return new Date((await reminder(person)).date * 1_000).getUTCHours();
}

/** Somebody else is reminded in the evening: whoever is not by then, will not be. */
async function letEveningPass(world: World): Promise<void> {
  await remind(world.jonas, 'a');
  passUntil(world, 19, 1);
  await reminder(world.jonas);
}

/** The world's clock goes on to an hour of its first day, or later. */
function passUntil(world: World, hour: number, minute = 0): void {
  const target = Date.UTC(2026, 1, 4, hour, minute);
  world.passTime(target - world.now().getTime());
}

describe('Remind me this evening', () => {
  it('says when, shows that it is set, and brings the card at seven, once', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await set(mia, 'zone', 'Etc/UTC');
    const { toast } = await remind(mia, 'a');
    expect(toast).toContain('I will remind you at 19:00.');
    expect((await mia.ask('/saved')).text).toContain('⏰ I will remind you at 19:00.');
    passUntil(world, 18, 50);
    await sentAfter(mia, lastOf(mia));
    expect(copies(mia, WANTED)).toBe(0);
    passUntil(world, 19, 1);
    const message = await reminder(mia);
    expect(await hourOfReminder(mia)).toBe(19);
    expect(message.text).toContain('You wanted to read this tonight.\n\nTonight');
    expect(labels(message)).toEqual(['Read here', 'Open on site', '✓ Saved']);
    await mia.press('Read here', message);
    await mia.waitForMessage(({ rich }) => rich !== undefined);
    world.passTime(3 * DAY_MS);
    await sentAfter(mia, lastOf(mia));
    expect(copies(mia, WANTED)).toBe(1);
    expect((await mia.ask('/saved')).text).not.toContain('⏰');
  });

  it('comes by the reader’s own clock, and says so to who has chosen none', async () => {
    const world = await openLibrary(LIBRARY);
    expect((await remind(world.mia, 'a')).toast).toMatch(/at 19:00\. Is it not 12:0\d for you now\?/);
    // 21:00 in Tokyo: the evening is over.
    await set(world.jonas, 'zone', 'Asia/Tokyo');
    expect((await remind(world.jonas, 'a')).toast).toContain('tomorrow at 19:00');
    passUntil(world, 19, 1);
    await reminder(world.mia);
    expect(copies(world.jonas, WANTED)).toBe(0);
    passUntil(world, 24 + 10, 1);
    expect(await hourOfReminder(world.jonas)).toBe(10);
  });

  it('moves with a time zone that is chosen meanwhile', async () => {
    const world = await openLibrary(LIBRARY);
    await remind(world.mia, 'a');
    await set(world.mia, 'zone', 'America/New_York');
    await letEveningPass(world);
    passUntil(world, 24, 1);
    expect(await hourOfReminder(world.mia)).toBe(0);
  });

  it('is taken back by the same button', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    const { shown } = await remind(mia, 'a');
    expect((await mia.press('⏰ Reminder set', now(mia, shown))).text).toBe('I will not remind you.');
    await mia.waitForMessage(
      (message) => message.id === shown.id && labels(message).includes('Remind me this evening'),
    );
    await letEveningPass(world);
    await sentAfter(mia, shown);
    expect(copies(mia, WANTED)).toBe(0);
  });

  it('is taken back with the article itself', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    const { shown } = await remind(mia, 'a');
    await mia.press('✓ Saved', now(mia, shown));
    await mia.waitForMessage((message) => message.id === shown.id && labels(message).includes('Save'));
    await letEveningPass(world);
    await sentAfter(mia, shown);
    expect(copies(mia, WANTED)).toBe(0);
  });

  it('is set and taken back on the list of saved articles', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await tap(mia, { action: 'saveArticle', article: 'a', saved: true }, await card(mia, 'a'));
    const list = await mia.ask('/saved');
    await turn(mia, list, 'Remind me this evening…', 'Of which one shall I remind you?');
    expect((await mia.press('1', now(mia, list))).text).toContain('at 19:00');
    const set = await turnTo(mia, list, '⏰ 1');
    expect(set.text).toContain('⏰ I will remind you at 19:00.');
    await mia.press('⏰ 1', set);
    expect((await turnTo(mia, list, '1')).text).not.toContain('⏰');
    await mia.press('1', now(mia, list));
    await turnTo(mia, list, '⏰ 1');
    passUntil(world, 19, 1);
    await reminder(mia);
  });

  it('brings several articles as one list', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await remind(mia, 'a');
    await remind(mia, 'b');
    passUntil(world, 19, 1);
    const message = await reminder(mia);
    expect(message.text).toContain('You wanted to read these tonight.');
    expect(message.text).toContain('1. Tonight');
    expect(message.text).toContain('2. Also tonight');
    await mia.press('2', message);
    await mia.waitForMessage(({ text }) => text.startsWith('Also tonight'), { after: message.id });
    expect(copies(mia, WANTED)).toBe(1);
  });

  it('goes on at the page where the reader stopped', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await turn(mia, await read(mia, 'b'), '›', 'Start of 2.');
    await remind(mia, 'b');
    passUntil(world, 19, 1);
    expect(labels(await reminder(mia))).toContain('Continue: page 2/3');
  });
});

describe('a reminder', () => {
  it('waits for quiet hours to end', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await set(mia, 'quiet', '18-21');
    expect((await remind(mia, 'a')).toast).toContain('at 21:00');
    await letEveningPass(world);
    passUntil(world, 21, 1);
    expect(await hourOfReminder(mia)).toBe(21);
  });

  it('waits for quiet hours that were chosen after it', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await remind(mia, 'a');
    await set(mia, 'quiet', '18-8');
    await letEveningPass(world);
    passUntil(world, 24 + 8, 1);
    expect(await hourOfReminder(mia)).toBe(8);
    expect((await reminder(mia)).text).toContain('You wanted to read this.\n');
  });

  it('comes after a restart, also one that was down at seven', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await remind(mia, 'a');
    await world.stopBot();
    passUntil(world, 20);
    await world.startBot();
    await reminder(mia);
    await world.stopBot();
    await world.startBot();
    await sentAfter(mia, lastOf(mia));
    expect(copies(mia, WANTED)).toBe(1);
  });

  it('comes once when its answer was lost', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, playground } = world;
    await remind(mia, 'a');
    let hit = false;
    playground.setFaults(({ method, payload }) => {
      if (hit || method !== 'sendMessage' || !String(payload.text).startsWith(WANTED)) return undefined;
      hit = true;
      return { kind: 'cut-after' };
    });
    passUntil(world, 19, 1);
    await reminder(mia);
    world.passTime(5 * MINUTE_MS);
    await sentAfter(mia, lastOf(mia));
    await world.stopBot();
    await world.startBot();
    await sentAfter(mia, lastOf(mia));
    expect(copies(mia, WANTED)).toBe(1);
  });

  it('does not come after /stop', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await remind(mia, 'a');
    const stopped = await mia.ask('/stop');
    await letEveningPass(world);
    expect(await sentAfter(mia, stopped)).toEqual([]);
  });

  it('does not come to who has blocked the bot, and troubles nobody else', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, jonas } = world;
    await remind(mia, 'a');
    await remind(jonas, 'a');
    mia.block();
    passUntil(world, 19, 1);
    await reminder(jonas);
    expect(copies(mia, WANTED)).toBe(0);
  });

  it('is about nothing when its article is gone', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, jonas } = world;
    await remind(mia, 'a');
    await remind(mia, 'b');
    await remind(jonas, 'a');
    await world.remove('a.md');
    await world.check();
    passUntil(world, 19, 1);
    expect((await reminder(mia)).text).toContain('You wanted to read this tonight.\n\nAlso tonight');
    await sentAfter(jonas, lastOf(jonas));
    expect(copies(jonas, WANTED)).toBe(0);
  });

  it('comes in spite of a pause of new articles', async () => {
    const world = await openLibrary(LIBRARY);
    await set(world.mia, 'pause', 'week');
    await remind(world.mia, 'a');
    passUntil(world, 19, 1);
    await reminder(world.mia);
  });
});

function turnTo(person: Person, { id }: ChatMessage, label: string): Promise<ChatMessage> {
  return person.waitForMessage((message) => message.id === id && labels(message).includes(label));
}
