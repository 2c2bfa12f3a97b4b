import { describe, expect, it } from 'vitest';
import {
  card,
  chapters,
  labelLike,
  lastOf,
  named,
  openLibrary,
  read,
  richCalls,
  sentAfter,
  tap,
  turn,
} from './reading-scene.ts';
import { callsTo, labels, set } from './scene.ts';

const TABLE = '| Name | Port |\n| --- | ---: |\n| kafka | 9092 |';
const LIBRARY = {
  'long.md': named('long', 'A long piece', chapters(4)),
  'short.md': named('short', 'A short piece', `Some **bold** words.\n\n${TABLE}\n\n\`\`\`sh\nls -l\n\`\`\``),
};

describe('Trouble reading?', () => {
  it('brings the page again as plain messages, and all later ones so', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    const page = await read(mia, 'long');
    const second = await turn(mia, page, '›', 'Start of 2.');
    const toast = await mia.press('Trouble reading?', second);
    expect(toast.text).toContain('plain messages');
    expect(toast.text).toContain('/settings');
    const end = await mia.waitForMessage((message) => labels(message).includes('Continue: page 3/4'));
    const sent = await sentAfter(mia, page);
    expect(sent.at(-1)?.id).toBe(end.id);
    expect(sent.every(({ rich }) => rich === undefined)).toBe(true);
    expect(sent.map(({ text }) => text).join('\n')).toContain('Start of 2.');
    const before = richCalls(world, mia).length;
    const short = await read(mia, 'short');
    expect(short.rich).toBeUndefined();
    expect(richCalls(world, mia)).toHaveLength(before);
  });

  it('holds over a restart, for this reader alone', async () => {
    const world = await openLibrary(LIBRARY);
    await world.mia.press('Trouble reading?', await read(world.mia, 'short'));
    await sentAfter(world.mia, lastOf(world.mia));
    await world.stopBot();
    await world.startBot();
    expect((await read(world.mia, 'short')).rich).toBeUndefined();
    expect((await read(world.jonas, 'short')).rich).toBeDefined();
  });

  it('is taken back in the settings', async () => {
    const { mia } = await openLibrary(LIBRARY);
    await mia.press('Trouble reading?', await read(mia, 'short'));
    await sentAfter(mia, lastOf(mia));
    const settings = await mia.ask('/settings');
    expect(settings.text).toContain('Text of articles: plain messages');
    const toast = await mia.press('Show articles as rich pages', settings);
    expect(toast.text).toContain('rich pages');
    await mia.waitForMessage(({ text }) => text.includes('Text of articles: rich pages'));
    expect((await read(mia, 'short')).rich).toBeDefined();
  });

  it('can be foreseen in the settings', async () => {
    const { mia } = await openLibrary(LIBRARY);
    await mia.press('Show articles as plain messages', await mia.ask('/settings'));
    await mia.waitForMessage(({ text }) => text.includes('Text of articles: plain messages'));
    expect((await read(mia, 'short')).rich).toBeUndefined();
  });

  it('may be pressed twice, on several pages, without harm', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'short');
    await Promise.all([mia.press('Trouble reading?', page), mia.press('Trouble reading?', page)]);
    const sent = await sentAfter(mia, page);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.every(({ rich, text }) => rich === undefined && !text.includes('went wrong'))).toBe(true);
  });
});

describe('plain messages', () => {
  it('have words with entities, tables and code as fixed columns, and the buttons on the last one', async () => {
    const { mia } = await openLibrary(LIBRARY);
    await set(mia, 'form', 'classic');
    const page = await read(mia, 'short');
    expect(page.text).toMatch(/^A short piece\n/);
    const bold = page.entities.filter(({ type }) => type === 'bold');
    expect(bold.map(({ offset, length }) => page.text.slice(offset, offset + length))).toContain('bold');
    const fixed = page.entities.filter(({ type }) => type === 'pre');
    const texts = fixed.map(({ offset, length }) => page.text.slice(offset, offset + length));
    expect(texts).toEqual([expect.stringMatching(/kafka +.*9092/), 'ls -l']);
    expect(fixed[1]).toMatchObject({ language: 'sh' });
    expect(labels(page)).toEqual(['Finished? Next one', 'Save', 'Related', 'Share']);
  });

  it('go on below one another, page after page, each within the limit', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await set(mia, 'form', 'classic');
    const shown = await card(mia, 'long');
    await mia.press('Read here', shown);
    for (const n of [2, 3, 4]) {
      const label = `Continue: page ${n}/4`;
      const end = await mia.waitForMessage((message) => labels(message).includes(label), { after: shown.id });
      expect(labels(end)).toEqual([label, 'Contents']);
      await mia.press(label, end);
    }
    await mia.waitForMessage((message) => labels(message).includes('Finished? Next one'));
    const sent = await sentAfter(mia, shown);
    const whole = sent.map(({ text }) => text).join('\n');
    for (const n of [1, 2, 3, 4]) expect(whole.split(`End of ${n}.`)).toHaveLength(2);
    expect(whole.split('so that its length is known.')).toHaveLength(4 * 85 + 1);
    expect(Math.max(...sent.map(({ text }) => text.length))).toBeLessThanOrEqual(4_096);
    expect(callsTo(world, mia, 'editMessageText').filter(({ payload }) => payload.text !== undefined)).toHaveLength(1);
    expect(labels(await card(mia, 'long'))).toContain('Read here');
  });

  it('bring a page once, however often its button is pressed meanwhile', async () => {
    const { mia } = await openLibrary(LIBRARY);
    await set(mia, 'form', 'classic');
    const shown = await card(mia, 'long');
    await Promise.all([1, 2, 3].map(() => mia.press('Read here', shown)));
    const sent = await sentAfter(mia, shown);
    expect(sent.filter(({ text }) => text.includes('End of 1.'))).toHaveLength(1);
  });

  it('have their contents as a list below, whose buttons send pages', async () => {
    const { mia } = await openLibrary(LIBRARY);
    await set(mia, 'form', 'classic');
    const page = await read(mia, 'long');
    await mia.press('Contents', page);
    const list = await mia.waitForMessage(({ text }) => text.includes('Contents, with the pages'), { after: page.id });
    expect(labels(list)).toContain('3 · Chapter 3');
    await mia.press('3 · Chapter 3', list);
    const third = await mia.waitForMessage(({ text }) => text.includes('End of 3.'), { after: list.id });
    expect(third.rich).toBeUndefined();
    expect(labels(await mia.waitForMessage((message) => labels(message).includes('Continue: page 4/4')))).toContain(
      'Contents',
    );
    await mia.press(labelLike(list, '‹ Back'), list);
    await mia.waitForMessage(({ text }) => text.includes('End of 1.'), { after: third.id });
    expect(mia.messages.find(({ id }) => id === list.id)?.text).toBe(list.text);
  });

  it('take the place of a rich page that is turned by a reader who has chosen them since', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'long');
    await set(mia, 'form', 'classic');
    await mia.press('›', page);
    await mia.waitForMessage((message) => labels(message).includes('Continue: page 3/4'));
    const texts = (await sentAfter(mia, page)).map(({ text }) => text);
    expect(texts.join('\n')).toContain('End of 2.');
    expect(mia.messages.find(({ id }) => id === page.id)?.text).toBe(page.text);
  });

  it('are continued as rich pages by a reader who has chosen those since', async () => {
    const { mia } = await openLibrary(LIBRARY);
    await set(mia, 'form', 'classic');
    const end = await read(mia, 'long');
    await set(mia, 'form', 'rich');
    await tap(mia, { action: 'openPage', article: 'long', page: 2 }, end);
    const second = await mia.waitForMessage(({ rich }) => rich !== undefined);
    expect(second.text).toContain('Start of 2.');
    await turn(mia, second, '›', 'Start of 3.');
  });
});
