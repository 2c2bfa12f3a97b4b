import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { card, chapters, lastOf, named, now, openLibrary, read, sentAfter, tap, turn } from './reading-scene.ts';
import { HOUR_MS, labels } from './scene.ts';
import type { World } from './world.ts';

const TAGS = { tags: '[kafka]' };
const LIBRARY = {
  'long.md': named('long', 'A long piece', chapters(7), TAGS),
  'other.md': named('other', 'Another piece', chapters(3), TAGS),
  'short.md': named('short', 'A short piece', 'A few words about brokers.', TAGS),
};

/** Reads up to a page. */
async function readTo(person: Person, id: string, page: number): Promise<void> {
  const first = await read(person, id);
  await tap(person, { action: 'turnPage', article: id, page }, first);
  await person.waitForMessage((message) => message.id === first.id && message.text.includes(`Start of ${page}.`));
}

async function rewrite(world: World, file: string, text: string): Promise<void> {
  await world.write(file, text);
  await world.check();
}

describe('the place where a reader stopped', () => {
  it('stands on the card, and leads there', async () => {
    const { mia, jonas } = await openLibrary(LIBRARY);
    await readTo(mia, 'long', 3);
    const shown = await card(mia, 'long');
    expect(labels(shown)).toContain('Continue: page 3/7');
    expect(labels(shown)).not.toContain('Read here');
    await mia.press('Continue: page 3/7', shown);
    const page = await mia.waitForMessage(({ text }) => text.includes('Start of 3.'), { after: shown.id });
    expect(labels(page)).toContain('3/7');
    expect(labels(await card(jonas, 'long'))).toContain('Read here');
  });

  it('is kept over a restart', async () => {
    const world = await openLibrary(LIBRARY);
    await readTo(world.mia, 'long', 5);
    await world.stopBot();
    await world.startBot();
    expect(labels(await card(world.mia, 'long'))).toContain('Continue: page 5/7');
    expect(labels(await world.mia.ask('/continue'))).toEqual(['5/7 · A long piece']);
  });

  it('is not there for an article of a single page', async () => {
    const { mia } = await openLibrary(LIBRARY);
    await read(mia, 'short');
    expect(labels(await card(mia, 'short'))).toContain('Read here');
    expect((await mia.ask('/continue')).text).toContain('not begun anything');
  });

  it('is over at the last page, and there again when the article is opened anew', async () => {
    const { mia } = await openLibrary(LIBRARY);
    await readTo(mia, 'long', 7);
    const shown = await card(mia, 'long');
    expect(labels(shown)).toContain('Read here');
    expect((await mia.ask('/continue')).text).toContain('not begun anything');
    await tap(mia, { action: 'openPage', article: 'long', page: 2 }, shown);
    await mia.waitForMessage(({ text }) => text.includes('Start of 2.'), { after: shown.id });
    expect(labels(await card(mia, 'long'))).toContain('Continue: page 2/7');
  });

  it('is not there any more when the reader says that he has finished', async () => {
    const { mia } = await openLibrary(LIBRARY);
    await readTo(mia, 'long', 3);
    const page = lastOf(mia);
    await tap(mia, { action: 'next', article: 'long' });
    await mia.waitForMessage((message) => labels(message).includes('Read here'), { after: page.id });
    expect((await mia.ask('/continue')).text).toContain('not begun anything');
  });
});

describe('an article that is edited into another number of pages', () => {
  it.each([
    { pages: 13, opens: 7 },
    { pages: 4, opens: 3 },
    { pages: 1, opens: 1 },
  ])('is continued at the same share of $pages pages', async ({ pages, opens }) => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await readTo(mia, 'long', 4);
    await rewrite(world, 'long.md', named('long', 'A long piece', chapters(pages)));
    const shown = await card(mia, 'long');
    expect(labels(shown)).toContain('Continue: page 4/7');
    await mia.press('Continue: page 4/7', shown);
    const page = await mia.waitForMessage(({ text }) => text.includes('Start of'), { after: shown.id });
    expect(page.text).toContain(`Start of ${opens}.`);
    const place = pages === 1 ? 'Read here' : `Continue: page ${opens}/${pages}`;
    expect(labels(await card(mia, 'long'))).toContain(place);
  });

  it('turns its old pages to the nearest that there is', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    const page = await read(mia, 'long');
    await turn(mia, page, '›', 'Start of 2.');
    await turn(mia, page, '›', 'Start of 3.');
    await rewrite(world, 'long.md', named('long', 'A long piece', chapters(2)));
    await turn(mia, page, '›', 'Start of 2.');
    expect(labels(now(mia, page))).toContain('2/2');
  });

  it('may have lost its text altogether', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await readTo(mia, 'long', 4);
    const list = await mia.ask('/continue');
    await rewrite(world, 'long.md', named('long', 'A long piece', ''));
    await mia.press('4/7 · A long piece', list);
    expect((await sentAfter(mia, list)).map(({ text }) => text)).toEqual(['This article has no text of its own.']);
    expect(labels(await card(mia, 'long'))).not.toContain('Read here');
  });
});

describe('/continue', () => {
  it('says so when nothing is begun', async () => {
    const { mia } = await openLibrary(LIBRARY);
    expect((await mia.ask('/continue')).text).toContain('not begun anything');
  });

  it('lists what is begun, the latest first, and opens it at its page', async () => {
    const { mia, passTime } = await openLibrary(LIBRARY);
    await readTo(mia, 'other', 2);
    passTime(HOUR_MS);
    await readTo(mia, 'long', 6);
    const list = await mia.ask('/continue');
    expect(labels(list)).toEqual(['6/7 · A long piece', '2/3 · Another piece']);
    await mia.press('2/3 · Another piece', list);
    await mia.waitForMessage(({ text }) => text.includes('Start of 2.'), { after: list.id });
    expect(labels(await mia.ask('/continue'))).toEqual(['6/7 · A long piece', '2/3 · Another piece']);
  });

  it('leaves out an article while it is away', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await readTo(mia, 'other', 2);
    const before = await mia.ask('/continue');
    await world.remove('other.md');
    await world.check();
    expect((await mia.ask('/continue')).text).toContain('not begun anything');
    await mia.press('2/3 · Another piece', before);
    await mia.waitForMessage(({ text }) => text.includes('no longer here'));
    await rewrite(world, 'other.md', LIBRARY['other.md']);
    expect(labels(await mia.ask('/continue'))).toEqual(['2/3 · Another piece']);
  });

  it('has pages of its own that are turned in place', async () => {
    const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
    const files = numbers.map((n) => [`a${n}.md`, named(`a${n}`, `Piece ${n}`, chapters(2))] as const);
    const { mia, passTime } = await openLibrary(Object.fromEntries(files));
    for (const n of numbers) {
      await read(mia, `a${n}`);
      passTime(HOUR_MS);
    }
    const list = await mia.ask('/continue');
    expect(labels(list)).toHaveLength(8 + 2);
    expect(labels(list)[0]).toBe('1/2 · Piece 10');
    await mia.press('›', list);
    const second = await mia.waitForMessage((message) => labels(message).includes('1/2 · Piece 1'));
    expect(second.id).toBe(list.id);
    expect(labels(second)).toEqual(['1/2 · Piece 2', '1/2 · Piece 1', '‹', '2/2']);
  });
});

describe('lists', () => {
  it('mark nothing for who has not read anything', async () => {
    const { mia } = await openLibrary(LIBRARY);
    expect((await mia.ask('/latest')).text).not.toContain('●');
  });

  it.each([
    ['/latest', 'Latest articles'],
    ['/tag kafka', 'kafka'],
    ['piece', '3 articles for “piece”'],
  ])('mark what is unread and say how far the rest is read: %s', async (question, heading) => {
    const { mia } = await openLibrary(LIBRARY);
    await readTo(mia, 'long', 2);
    await read(mia, 'short');
    const { text } = await mia.ask(question);
    expect(text).toContain(heading);
    expect(text).toMatch(/● .{0,2}Another piece/);
    expect(text).not.toMatch(/● .{0,2}A long piece/);
    expect(text).toMatch(/A long piece.{0,2}\npage 2 of 7 · /);
    expect(text).not.toMatch(/● .{0,2}A short piece/);
    expect(text).not.toMatch(/A short piece.{0,2}\npage/);
  });

  it('mark it among related articles and on the list of saved ones too', async () => {
    const { mia } = await openLibrary(LIBRARY);
    await readTo(mia, 'long', 2);
    const short = await card(mia, 'short');
    await mia.press('Related', short);
    const related = await mia.waitForMessage(({ text }) => text.includes('Related to'));
    expect(related.text).toMatch(/● .{0,2}Another piece/);
    expect(related.text).toContain('page 2 of 7');
    for (const id of ['long', 'short']) await tap(mia, { action: 'saveArticle', article: id, saved: true });
    const saved = await mia.ask('/saved');
    expect(saved.text).toMatch(/● .{0,2}A short piece/);
    expect(saved.text).toContain('page 2 of 7');
  });
});
