import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/telegram/clock.ts';
import {
  card,
  chapters,
  labelLike,
  named,
  now,
  openLibrary,
  read,
  richCalls,
  sentAfter,
  tap,
  turn,
} from './reading-scene.ts';
import { callsTo, labels } from './scene.ts';

const LIBRARY = {
  'long.md': named('long', 'A long piece', chapters(4)),
  'short.md': named('short', 'A short piece', 'A few **bold** words.'),
};

describe('Read here', () => {
  it('sends a short article as one rich page that says how to go on', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'short');
    expect(page.rich).toBeDefined();
    expect(page.text).toContain('A short piece');
    expect(page.text).toContain('A few bold words.');
    expect(labels(page)).toEqual(['Finished? Next one', 'Save', 'Related', 'Share', 'Trouble reading?']);
  });

  it('sends the first of several pages, with its number and no way back', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'long');
    expect(page.text).toContain('Start of 1.');
    expect(page.text).not.toContain('Start of 2.');
    expect(labels(page)).toEqual(['1/4', '›', 'Contents', 'Save', 'Trouble reading?']);
  });

  it('loses nothing of a text and says nothing twice', async () => {
    const { mia } = await openLibrary(LIBRARY);
    let page = await read(mia, 'long');
    const texts = [page.text];
    for (const n of [2, 3, 4]) {
      page = await turn(mia, page, '›', `Start of ${n}.`);
      texts.push(page.text);
    }
    const whole = texts.join('\n');
    for (const n of [1, 2, 3, 4]) {
      expect(whole.split(`Start of ${n}.`)).toHaveLength(2);
      expect(whole.split(`End of ${n}.`)).toHaveLength(2);
    }
    expect(whole.split('so that its length is known.')).toHaveLength(4 * 85 + 1);
  });
});

describe('a page', () => {
  it('is turned forth and back in the same message', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    const page = await read(mia, 'long');
    const second = await turn(mia, page, '›', 'Start of 2.');
    expect(labels(second).slice(0, 3)).toEqual(['‹', '2/4', '›']);
    expect(second.text).not.toContain('Start of 1.');
    await turn(mia, page, '›', 'Start of 3.');
    const last = await turn(mia, page, '›', 'Start of 4.');
    expect(labels(last).slice(0, 3)).toEqual(['‹', '4/4', 'Finished? Next one']);
    expect(labels(await turn(mia, page, '‹', 'Start of 3.'))).toContain('3/4');
    expect(await sentAfter(mia, page)).toEqual([]);
    expect(callsTo(world, mia, 'sendRichMessage')).toHaveLength(1);
  });

  it('keeps its Save button right while it is turned', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'long');
    await mia.press('Save', page);
    await mia.waitForMessage((message) => message.id === page.id && labels(message).includes('✓ Saved'));
    expect(now(mia, page).text).toContain('Start of 1.');
    expect(labels(await turn(mia, page, '›', 'Start of 2.'))).toContain('✓ Saved');
  });

  it('comes anew when its message was deleted while it was being turned', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, playground } = world;
    const page = await read(mia, 'long');
    const deleted = Promise.withResolvers<void>();
    playground.setFaults(({ method }) =>
      method === 'editMessageText' ? { kind: 'hang', until: deleted.promise } : undefined,
    );
    await mia.press('›', page);
    await playground.waitForCall(({ method }) => method === 'editMessageText', { begun: true });
    const { apiRoot, token } = playground;
    const query = new URLSearchParams({ chat_id: String(mia.persona.id), message_id: String(page.id) });
    expect((await fetch(`${apiRoot}/bot${token}/deleteMessage?${query}`)).ok).toBe(true);
    deleted.resolve();
    const anew = await mia.waitForMessage(({ text }) => text.includes('Start of 2.'));
    expect(anew.id).toBeGreaterThan(page.id);
    expect(labels(anew)).toContain('2/4');
    expect(await sentAfter(mia, anew)).toEqual([]);
  });

  it('stays as it is when a button is pressed that shows it already', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'long');
    await tap(mia, { action: 'turnPage', article: 'long', page: 1 }, page);
    expect(await sentAfter(mia, page)).toEqual([]);
    expect(now(mia, page).text).toBe(page.text);
  });

  it('is turned after a restart of the bot too', async () => {
    const world = await openLibrary(LIBRARY);
    const page = await read(world.mia, 'long');
    await turn(world.mia, page, '›', 'Start of 2.');
    await world.stopBot();
    await world.startBot();
    await turn(world.mia, page, '›', 'Start of 3.');
    expect(labels(await card(world.mia, 'long'))).toContain('Continue: page 3/4');
  });
});

describe('pressing again and again', () => {
  it('sends a page once', async () => {
    // The bot tells impatience by a second, which is over at once on the hasty clock.
    const { mia } = await openLibrary(LIBRARY, { clock: systemClock });
    const shown = await card(mia, 'long');
    await Promise.all([1, 2, 3, 4].map(() => mia.press('Read here', shown)));
    const sent = await sentAfter(mia, shown);
    expect(sent.map(({ text }) => text.includes('Start of 1.'))).toEqual([true]);
  });

  it('turns one page for each button, however fast', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    const page = await read(mia, 'long');
    const before = richCalls(world, mia).length;
    await Promise.all([1, 2, 3, 4, 5].map(() => mia.press('›', page)));
    expect(await sentAfter(mia, page)).toEqual([]);
    expect(now(mia, page).text).toContain('Start of 2.');
    expect(richCalls(world, mia).length).toBeGreaterThan(before);
  });

  it('leaves the page of the last button when different ones were pressed at once', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'long');
    const targets = [2, 3, 4, 2, 3];
    await Promise.all(targets.map((n) => tap(mia, { action: 'turnPage', article: 'long', page: n }, page)));
    expect(await sentAfter(mia, page)).toEqual([]);
    expect(now(mia, page).text).toContain('Start of 3.');
    expect(labels(await card(mia, 'long'))).toContain('Continue: page 3/4');
  });
});

describe('the contents', () => {
  const sections = ['1 · Chapter 1', '2 · Chapter 2', '3 · Chapter 3', '4 · Chapter 4'];

  it.each(['Contents', '2/4'])('open in place from %s, and lead to a page and back', async (button) => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'long');
    await turn(mia, page, '›', 'Start of 2.');
    const list = await turn(mia, page, button, 'Contents, with the pages');
    expect(list.rich).toBeUndefined();
    expect(labels(list)).toEqual([...sections, '‹ Back to page 2']);
    await turn(mia, page, '‹ Back to page 2', 'Start of 2.');
    await turn(mia, page, 'Contents', 'Contents, with the pages');
    const fourth = await turn(mia, page, '4 · Chapter 4', 'Start of 4.');
    expect(fourth.rich).toBeDefined();
    expect(await sentAfter(mia, page)).toEqual([]);
  });

  it('of many sections have pages of their own', async () => {
    const body = Array.from({ length: 30 }, (_, n) => `## Part ${n + 1}\n\n${'Some words. '.repeat(100)}`).join('\n\n');
    const { mia } = await openLibrary({ 'many.md': named('many', 'Many', body) });
    const page = await read(mia, 'many');
    await turn(mia, page, 'Contents', 'Contents, with the pages');
    await mia.press('›', now(mia, page));
    const second = await mia.waitForMessage((message) => labels(message).includes('2/3'));
    expect(second.id).toBe(page.id);
    expect(labels(second).filter((label) => label.includes('Part'))).toHaveLength(12);
    await mia.press(labelLike(second, '‹ Back'), second);
    await mia.waitForMessage((message) => message.id === page.id && message.rich !== undefined);
  });
});

describe('buttons that lead nowhere', () => {
  it.each([
    ['turnPage', 9999],
    ['openPage', 9999],
  ] as const)('%s with page %i shows the last page', async (action, target) => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'long');
    await tap(mia, { action, article: 'long', page: target }, page);
    expect((await mia.waitForMessage(({ text }) => text.includes('Start of 4.'))).rich).toBeDefined();
  });

  it('are outdated when no program of ours made them', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'long');
    for (const data of ['1F:long:0', '1G:long:-1', '1F:long:1.5', '1F:long:99999', '1H:long:1', '1I:long:0', '1J:']) {
      expect(await mia.pressData(page.id, data)).toMatchObject({
        alert: true,
        text: expect.stringContaining('/start'),
      });
    }
    expect(now(mia, page)).toEqual(page);
  });

  it('lead to the article they name, whichever page they stand below', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'short');
    await tap(mia, { action: 'turnPage', article: 'long', page: 3 }, page);
    await mia.waitForMessage((message) => message.id === page.id && message.text.includes('Start of 3.'));
  });

  it.each([
    { action: 'readArticle', article: 'gone', part: 1 },
    { action: 'turnPage', article: 'gone', page: 2 },
    { action: 'openPage', article: 'gone', page: 2 },
    { action: 'contents', article: 'gone', page: 1, from: 1 },
    { action: 'trouble', article: 'gone', page: 1 },
    { action: 'next', article: 'gone' },
  ] as const)('say that the article is gone: $action', async (button) => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'short');
    await tap(mia, button, page);
    await mia.waitForMessage(({ text }) => text.includes('no longer here'), { after: page.id });
  });

  it('of parts, from before there were pages, go on about as far in the text', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const shown = await card(mia, 'long');
    await tap(mia, { action: 'readArticle', article: 'long', part: 2 }, shown);
    await mia.waitForMessage(({ text }) => text.includes('Start of 3.'), { after: shown.id });
    await tap(mia, { action: 'readArticle', article: 'long', part: 77 }, shown);
    await mia.waitForMessage(({ text }) => text.includes('Start of 4.'), { after: shown.id });
  });
});
