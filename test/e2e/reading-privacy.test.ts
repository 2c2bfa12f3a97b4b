import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { card, chapters, named, openLibrary, read, sentAfter, tap, turn } from './reading-scene.ts';
import { copies, HOUR_MS, labels, set } from './scene.ts';
import type { World } from './world.ts';

const LIBRARY = {
  'long.md': named('long', 'A long piece', chapters(3)),
  'done.md': named('done', 'A short piece', 'Text.'),
};

/** A reader with a place in one article, another one finished, a reminder, and plain messages chosen. */
async function openStudy(): Promise<World> {
  const world = await openLibrary(LIBRARY);
  const { mia } = world;
  await read(mia, 'done');
  await turn(mia, await read(mia, 'long'), '›', 'Start of 2.');
  await tap(mia, { action: 'remind', article: 'long', on: true, where: 'card', page: 1 }, await card(mia, 'long'));
  await set(mia, 'form', 'classic');
  return world;
}

async function exported({ playground }: World, person: Person) {
  const menu = await person.ask('/privacy');
  await person.press('Send me my data', menu);
  const { document } = await person.waitForMessage((message) => message.document !== undefined, { after: menu.id });
  return await (await fetch(`${playground.url}/playground/files/${document?.fileId}`)).json();
}

async function erase(person: Person): Promise<void> {
  const menu = await person.ask('/privacy');
  await person.press('Erase my data', menu);
  await person.waitForMessage(({ id, text }) => id === menu.id && text.includes('cannot be undone'));
  await person.press('Yes, erase everything');
  await person.waitForMessage(({ id, text }) => id === menu.id && text.includes('I keep nothing'));
}

describe('/privacy', () => {
  it('names what is kept about reading', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const { text } = await mia.ask('/privacy');
    expect(text).toContain('how far you came');
    expect(text).toContain('what you want to be reminded of');
  });

  it('hands out places, reminders and the form of texts', async () => {
    const world = await openStudy();
    const data = await exported(world, world.mia);
    expect(data).toMatchObject({
      reader: { preferences: { readingForm: 'classic' } },
      readingPlaces: [
        { articleId: 'done', page: 1, pages: 1, finishedAt: expect.stringMatching(/^2026-02-04T12:/) },
        { articleId: 'long', page: 2, pages: 3, finishedAt: null, readAt: expect.stringMatching(/^2026-02-04T12:/) },
      ],
      reminders: [{ articleId: 'long', dueAt: '2026-02-04T19:00:00.000Z' }],
      saved: [{ articleId: 'long' }],
    });
  });

  it('forgets them for good, for this reader alone', async () => {
    const world = await openStudy();
    const { mia, jonas } = world;
    await turn(jonas, await read(jonas, 'long'), '›', 'Start of 2.');
    await erase(mia);
    expect((await mia.ask('/continue')).text).toContain('not begun anything');
    expect((await mia.ask('/saved')).text).toContain('not saved anything');
    expect((await mia.ask('/latest')).text).not.toContain('●');
    const shown = await card(mia, 'long');
    expect(labels(shown)).toContain('Read here');
    expect((await read(mia, 'done')).rich).toBeDefined();
    world.passTime(8 * HOUR_MS);
    expect(await sentAfter(mia, await card(mia, 'long'))).toEqual([]);
    expect(copies(mia, 'You wanted to read')).toBe(0);
    expect(await exported(world, mia)).toMatchObject({
      reminders: [],
      saved: [],
      readingPlaces: [{ articleId: 'done' }],
    });
    expect(labels(await card(jonas, 'long'))).toContain('Continue: page 2/3');
  });

  it('may be asked while a page is open, whose buttons go on as if new', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'long');
    await erase(mia);
    await turn(mia, page, '›', 'Start of 2.');
    expect(labels(await card(mia, 'long'))).toContain('Continue: page 2/3');
  });
});
