import { describe, expect, it } from 'vitest';
import { encodeButton } from '../../src/telegram/callback-data.ts';
import { card, named, now, openLibrary, read, sentAfter, tap, turn } from './reading-scene.ts';
import { HOUR_MS, labels } from './scene.ts';
import type { World } from './world.ts';

const LIBRARY = Object.fromEntries(
  Array.from({ length: 10 }, (_, index) => [`a${index + 1}.md`, named(`a${index + 1}`, `Piece ${index + 1}`, 'Text.')]),
);

/** Saves articles, the last of them latest. */
async function save({ mia, passTime }: World, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await tap(mia, { action: 'saveArticle', article: id, saved: true }, await card(mia, id));
    passTime(HOUR_MS / 60);
  }
}

describe('/saved', () => {
  it('lists what was saved, the latest first, and opens it by its number', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    expect((await mia.ask('/saved')).text).toContain('not saved anything');
    await save(world, 'a1', 'a2');
    const list = await mia.ask('/saved');
    expect(list.text.indexOf('Piece 2')).toBeLessThan(list.text.indexOf('Piece 1'));
    expect(labels(list)).toEqual(['1', '2', 'Remove…', 'Remind me this evening…']);
    await mia.press('2', list);
    await mia.waitForMessage(({ text }) => text.startsWith('Piece 1'), { after: list.id });
  });

  it('removes by number, in place, until nothing is left', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await save(world, 'a1', 'a2');
    const list = await mia.ask('/saved');
    const removing = await turn(mia, list, 'Remove…', 'Which one shall I remove?');
    expect(labels(removing)).toEqual(['✕ 1', '✕ 2', 'Done']);
    expect(await mia.press('✕ 1', removing)).toMatchObject({ text: 'Removed from your list.' });
    const rest = await mia.waitForMessage((message) => message.id === list.id && !message.text.includes('Piece 2'));
    expect(labels(rest)).toEqual(['✕ 1', 'Done']);
    const done = await turn(mia, list, 'Done', 'Piece 1');
    expect(done.id).toBe(list.id);
    await mia.waitForMessage((message) => message.id === list.id && labels(message).includes('Remove…'));
    await turn(mia, list, 'Remove…', 'Which one shall I remove?');
    await mia.press('✕ 1', now(mia, list));
    await mia.waitForMessage(({ id, text }) => id === list.id && text.includes('not saved anything'));
    expect(labels(await card(mia, 'a1'))).toContain('Save');
  });

  it('forgives a second press of the same button', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await save(world, 'a1', 'a2', 'a3');
    const list = await mia.ask('/saved');
    const removing = await turn(mia, list, 'Remove…', 'Which one shall I remove?');
    await Promise.all([1, 2, 3].map(() => mia.press('✕ 1', removing)));
    expect(await sentAfter(mia, list)).toEqual([]);
    const { text } = now(mia, list);
    expect([text.includes('Piece 3'), text.includes('Piece 2'), text.includes('Piece 1')]).toEqual([false, true, true]);
  });

  it('keeps to its page while it is changed', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await save(world, ...Array.from({ length: 10 }, (_, index) => `a${index + 1}`));
    const list = await mia.ask('/saved');
    await turn(mia, list, '›', 'Piece 1');
    await mia.waitForMessage((message) => message.id === list.id && labels(message).includes('2/2'));
    await turn(mia, list, 'Remove…', 'Which one shall I remove?');
    expect(labels(now(mia, list))).toEqual(['✕ 9', '✕ 10', '‹', '2/2', 'Done']);
    await mia.press('✕ 9', now(mia, list));
    await mia.waitForMessage((message) => message.id === list.id && !labels(message).includes('✕ 10'));
    await mia.press('✕ 9', now(mia, list));
    const first = await mia.waitForMessage((message) => message.id === list.id && labels(message).includes('✕ 8'));
    expect(labels(first)).not.toContain('2/2');
  });

  it('says what is away, and lets it be removed all the same', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await save(world, 'a1');
    const list = await mia.ask('/saved');
    await turn(mia, list, 'Remove…', 'Which one shall I remove?');
    await world.remove('a1.md');
    await world.check();
    expect((await mia.ask('/saved')).text).toContain('not here at the moment');
    await mia.press('✕ 1', now(mia, list));
    await mia.waitForMessage(({ id, text }) => id === list.id && text.includes('not saved anything'));
  });
});

describe('Save below a page', () => {
  it('changes that button alone, and takes it back', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'a1');
    const before = labels(page);
    expect((await mia.press('Save', page)).text).toBe('Saved. You will find it in /saved.');
    const saved = await mia.waitForMessage((message) => message.id === page.id && labels(message).includes('✓ Saved'));
    expect(saved.rich).toEqual(page.rich);
    const reminder = 'Remind me this evening';
    expect(labels(saved).filter((label) => label !== reminder)).toEqual(
      before.map((l) => (l === 'Save' ? '✓ Saved' : l)),
    );
    expect(labels(saved)).toContain(reminder);
    expect((await mia.press('✓ Saved', saved)).text).toBe('Removed from your list.');
    await mia.waitForMessage((message) => message.id === page.id && labels(message).includes('Save'));
    expect(labels(now(mia, page))).toEqual(before);
  });
});

describe('forged buttons of the list', () => {
  it.each([
    { action: 'saved', page: 9999 },
    { action: 'savedMode', page: 9999, mode: 'remove' },
    { action: 'savedMode', page: 9999, mode: 'remind' },
    { action: 'removeSaved', article: 'never-saved', page: 9999 },
    { action: 'remind', article: 'gone', on: true, where: 'list', page: 9999 },
    { action: 'remind', article: 'gone', on: false, where: 'card', page: 1 },
  ] as const)('do no harm: $action', async (button) => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    await save(world, 'a1');
    const list = await mia.ask('/saved');
    await mia.pressData(list.id, encodeButton(button));
    expect(await sentAfter(mia, list)).toEqual([]);
    expect(now(mia, list).text).toContain('Piece 1');
    expect(world.logLines.some((line) => line.includes('"level":50'))).toBe(false);
  });
});
