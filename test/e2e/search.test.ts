import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { article, createWorld, type World } from './world.ts';

const FILES = {
  'kafka.md': article(
    'Streams that last',
    { tags: '[kafka]', date: '2025-03-01' },
    'Partitions keep the order of events.',
  ),
  'cafe.md': article('Le café des développeurs', { tags: '[life]', date: '2025-02-01' }, 'A quiet corner to think.'),
  'cpp.md': article('Modern C++', { tags: '["c++"]', date: '2025-01-01' }, 'Move semantics, at last.'),
};

async function world(): Promise<World> {
  return createWorld({ files: FILES });
}

describe('/search', () => {
  it('finds words of the text and shows where, with the hit in bold', async () => {
    const { mia } = await world();
    const found = await mia.ask('/search partitions');
    expect(found.text).toContain('Streams that last');
    const bold = found.entities.filter(({ type }) => type === 'bold');
    expect(bold.map(({ offset, length }) => found.text.slice(offset, offset + length))).toContain('Partitions');
  });

  it.each([
    ['cafe developpeurs', 'Le café'],
    ['parti', 'Streams'],
    ['C++', 'Modern C++'],
  ])('finds "%s"', async (words, title) => {
    const { mia } = await world();
    expect((await mia.ask(`/search ${words}`)).text).toContain(title);
  });

  it.each(['"', '***', 'NEAR(', '-', 'a AND', 'title:x', '🦜🦜', 'x'.repeat(4_000), '%_\\', ')))'])(
    'answers %j as words, not as a query language',
    async (words) => {
      const { mia } = await world();
      expect((await mia.ask(words)).text).not.toContain('went wrong');
    },
  );

  it('offers the next step when nothing is found', async () => {
    const { mia } = await world();
    expect((await mia.ask('/search zebrafish')).text).toContain('/tags');
  });
});

describe('the search dialogue', () => {
  it('waits for words, over a restart', async () => {
    const { mia, stopBot, startBot } = await world();
    expect((await mia.ask('/search')).text).toContain('What are you looking for?');
    await stopBot();
    await startBot();
    expect((await mia.ask('partitions')).text).toContain('Streams that last');
  });

  it('keeps no name while it waits', async () => {
    const { mia, databasePath } = await world();
    await mia.ask('/search');
    const database = new DatabaseSync(databasePath, { readOnly: true });
    const read = () => database.prepare('select state from conversations').get()?.state;
    await expect.poll(read).toContain('"text":"/search"');
    expect(read()).not.toMatch(/Mia|mia_torres/);
    database.close();
  });

  it('is cancelled by its button, also after a restart', async () => {
    const { mia, stopBot, startBot } = await world();
    const question = await mia.ask('/search');
    await stopBot();
    await startBot();
    await mia.press('Cancel', question);
    expect((await mia.waitForMessage(({ text }) => text.includes('cancelled'))).id).toBe(question.id);
  });

  it('is over once words have come, and its button says so', async () => {
    const { mia } = await world();
    const question = await mia.ask('/search');
    await mia.ask('partitions');
    expect((await mia.press('Cancel', question)).text).toContain('over');
  });

  it('gives way to a command', async () => {
    const { mia } = await world();
    await mia.ask('/search');
    expect((await mia.ask('/latest')).text).toContain('Latest articles');
    expect((await mia.ask('quiet')).text).toContain('Le café');
  });

  it('leaves other buttons working', async () => {
    const { mia } = await world();
    const list = await mia.ask('/latest');
    await mia.ask('/search');
    await mia.press('2', list);
    expect((await mia.waitForMessage(({ text }) => text.startsWith('Le café'))).text).toContain('Le café');
  });
});
