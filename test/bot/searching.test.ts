import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { labels, pressOf } from '../e2e/scene.ts';
import { article, createWorld, type World } from '../e2e/world.ts';

const FILES = {
  'streams.md': article(
    'Streams that last',
    { tags: '[kafka, machine learning]', date: '2025-03-01' },
    'Partitions keep the order of events. Consumer lag tells how far behind a reader is.',
  ),
  'docker.md': article(
    'Docker in small rooms',
    { tags: '[docker]', date: '2025-02-01' },
    'A container and its volume.',
  ),
  'cafe.md': article('A quiet café', { tags: '[life]', date: '2024-01-01' }, 'A corner to think about partitions.'),
};

async function world(): Promise<World> {
  return createWorld({ files: FILES });
}

describe('what was found', () => {
  it('tells how many articles there are, and when none has all words', async () => {
    const { mia } = await world();
    expect((await mia.ask('partitions')).text).toMatch(/^2 articles for “partitions”\n/);
    expect((await mia.ask('docker partitions')).text).toMatch(
      /^No article has all of these words\. One has some of “docker partitions”\./,
    );
  });

  it('tells what was looked for instead of a word that no article has', async () => {
    const { mia } = await world();
    const found = await mia.ask('partitoins');
    expect(found.text).toMatch(/^Showing results for “partitions”: no article has “partitoins”\.\n2 articles\n/);
    expect((await mia.ask('вщслук')).text).toContain('Showing results for “docker”: no article has “вщслук”.');
  });

  it('tells that a phrase was taken apart', async () => {
    const { mia } = await world();
    expect((await mia.ask('"lag consumer"')).text).toContain('No article has the exact words in quotation marks');
    expect((await mia.ask('"consumer lag"')).text).not.toContain('exact words');
  });

  it('turns its pages in place', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 9 }, (_, n) => [`n${n}.md`, article(`Note ${n}`, {}, 'About wombats.')]),
    );
    const { mia } = await createWorld({ files });
    const first = await mia.ask('wombats');
    expect(labels(first)).toContain('1/2');
    await mia.press('›', first);
    const second = await mia.waitForMessage((message) => labels(message).includes('2/2'));
    expect(second.id).toBe(first.id);
    expect(labels(second)).toContain('Watch this search');
    expect(second.text).toMatch(/^9 articles for “wombats”\n\n9\. /);
  });
});

describe('a search for a tag', () => {
  it.each(['#kafka', 'tag:kafka', '#Machine_Learning', 'tag:"machine learning"'])(
    '%s gives its page',
    async (query) => {
      const { mia } = await world();
      const page = await mia.ask(query);
      expect(page.text).toMatch(/^(kafka|machine learning)\nOne article\n/);
      expect(labels(page)).not.toContain('Watch this search');
    },
  );

  it.each([
    ['kafka', 'Subscribe #kafka'],
    ['"Kafka"', 'Subscribe #kafka'],
    ['kafak', 'Subscribe #kafka'],
    ['#kafka year:2025', 'Subscribe #kafka'],
    ['docker -kafka', 'Subscribe #docker'],
  ])('%s offers the tag instead of a watch', async (query, label) => {
    const { mia } = await world();
    const found = await mia.ask(query);
    expect(labels(found)).toContain(label);
    expect(labels(found)).not.toContain('Watch this search');
  });

  it('subscribes to it where it stands', async () => {
    const { mia } = await world();
    const found = await mia.ask('kafka');
    expect((await mia.press('Subscribe #kafka', found)).text).toContain('You are subscribed to kafka.');
    const turned = await mia.waitForMessage((message) => labels(message).includes('Unsubscribe #kafka'));
    expect(turned.id).toBe(found.id);
  });
});

describe('when nothing is found', () => {
  it('tells what is there without the filter, and looks for it', async () => {
    const { mia } = await world();
    const nothing = await mia.ask('partitions year:1990 lang:en');
    expect(nothing.text).toContain('Nothing found for “partitions year:1990 lang:en”.');
    const narrow = await mia.ask('partitions year:1990');
    expect(narrow.text).toContain('Without year:1990, there are 2 articles for “partitions”.');
    await mia.press('Search “partitions”', narrow);
    const found = await mia.waitForMessage(({ text }) => text.startsWith('2 articles for “partitions”'), {
      after: nothing.id,
    });
    expect(found.id).toBe(narrow.id);
  });

  it('tells that no article has all words without the filter either', async () => {
    const { mia } = await world();
    const narrow = await mia.ask('docker partitions #life year:1990');
    expect(narrow.text).toContain('Without #life and year:1990, one article has some of “docker partitions”.');
    await mia.press('Search “docker partitions”', narrow);
    await mia.waitForMessage(({ id, text }) => id === narrow.id && text.startsWith('No article has all'));
  });

  it('offers what looks alike, and calls it a guess', async () => {
    const { mia } = await world();
    const nothing = await mia.ask('streamliner');
    expect(nothing.text).toContain('Nothing found for “streamliner”.');
    expect(nothing.text).toContain('I am only guessing.');
    expect(nothing.text).toContain('1. Streams that last');
    await mia.press('1', nothing);
    await mia.waitForMessage(({ text }) => text.startsWith('Streams that last'));
  });

  it('watches for it', async () => {
    const { mia, write, check } = await world();
    const nothing = await mia.ask('zebrafish');
    expect(nothing.text).toContain('While you watch this search, new articles that fit come here by themselves.');
    await mia.press('Watch this search', nothing);
    await write('zebra.md', article('New water', {}, 'A zebrafish swims.'));
    await check();
    expect((await mia.waitForMessage(({ text }) => text.startsWith('New water'))).text).toContain('zebrafish');
  });

  it.each(['***', '🦜🦜', '""', '/'])('in %j tells that there was no word in it', async (text) => {
    const { mia } = await world();
    const nothing = await mia.ask(text);
    expect(nothing.text).toContain('There is no word in it');
    expect(nothing.keyboard ?? []).toEqual([]);
  });
});

describe('the count of searches', () => {
  it('holds what was typed, not the pages that were turned nor who it was', async () => {
    const { mia, jonas, databasePath } = await world();
    const found = await mia.ask('Partitions');
    await jonas.ask('/search partitions ');
    await mia.ask('/search');
    await mia.ask('docker partitions');
    await mia.ask('#kafka');
    await pressOf(mia, { action: 'search', search: searchOf(found), page: 1 });
    const database = new DatabaseSync(databasePath, { readOnly: true });
    const rows = () =>
      database.prepare('select words, times, hits, complete from sought_words order by words').all().map(Object.values);
    await expect.poll(rows).toEqual([
      ['#kafka', 1, 1, 1],
      ['docker partitions', 1, 1, 0],
      ['partitions', 2, 2, 2],
    ]);
    database.close();
  });
});

/** The id under which the search of a message is remembered. */
function searchOf({
  keyboard = [],
}: {
  readonly keyboard?: Awaited<ReturnType<World['mia']['ask']>>['keyboard'];
}): string {
  const data = keyboard.flat().flatMap((button) => ('callback_data' in button ? [button.callback_data] : []));
  return data.flatMap((each) => /^1O:([^:]+):/.exec(each)?.[1] ?? [])[0] ?? '';
}
