import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import type { Person } from '../../src/playground/person.ts';
import { turn } from './reading-scene.ts';
import { labels } from './scene.ts';
import { article, createWorld, type World } from './world.ts';

const NOTES = 19;

const FILES = {
  'kafka.md': article(
    'Streams that last',
    { tags: '[kafka, "machine learning"]', date: '2025-03-01', lang: 'en' },
    'Events come in order. Each consumer group keeps its offsets, and lag tells how far behind it is.',
  ),
  'queue.md': article(
    'Queues without a broker',
    { tags: '[python]', date: '2024-05-01', lang: 'en' },
    'A group of workers and one table; a consumer takes a row.',
  ),
  'rus.md': article(
    'Очереди и потоки',
    { tags: '[kafka]', date: '2025-05-01', lang: 'ru' },
    'Каждая группа хранит свои смещения. A consumer, in Russian.',
  ),
  'code.md': article('Old code', { tags: '["c++"]', date: '2023-01-01' }, 'Use `pg_dump` and Array.prototype.map.'),
};

async function open(files: Readonly<Record<string, string>> = FILES): Promise<World> {
  return createWorld({ files });
}

/** The titles of a page of results, in their order. */
function titles({ text }: ChatMessage): string[] {
  return [...text.matchAll(/^\d+\. (.+)$/gm)].map(([, title = '']) => title);
}

async function find(person: Person, query: string): Promise<string[]> {
  return titles(await person.ask(query)).toSorted();
}

describe('a search, from the question to the article', () => {
  it('shows of each hit its title, minutes, day, tags and the words where they stand', async () => {
    const { mia } = await open();
    expect((await mia.ask('/search')).text).toContain('These work too:');
    const found = await mia.ask('consumer lag');
    expect(found.text).toContain(
      '1. Streams that last\n1 min read · 1 March 2025 · kafka, machine learning\n' +
        'Events come in order. Each consumer group keeps its offsets, and lag tells how far behind it is.',
    );
    const bold = found.entities.filter(({ type }) => type === 'bold');
    expect(bold.map(({ offset, length }) => found.text.slice(offset, offset + length))).toEqual([
      'consumer lag',
      'Streams that last',
      'consumer',
      'lag',
    ]);
    await mia.press('1', found);
    const card = await mia.waitForMessage(({ text }) => text.startsWith('Streams that last'), { after: found.id });
    expect(labels(card)).toContain('Read here');
  });

  it('turns its pages there and back in one message, each hit once, over a restart and a new article', async () => {
    const notes = Array.from({ length: NOTES }, (_, n) => [`n${n}.md`, article(`Note ${n}`, {}, 'About wombats.')]);
    const world = await open(Object.fromEntries(notes));
    const { mia } = world;
    const first = await mia.ask('wombats');
    const seen = titles(first);
    const second = await turn(mia, first, '›', '\n9. ');
    seen.push(...titles(second));
    await world.stopBot();
    await world.startBot();
    seen.push(...titles(await turn(mia, second, '›', '\n17. ')));
    expect(seen.toSorted()).toEqual(notes.map((_, n) => `Note ${n}`).toSorted());
    await world.write('late.md', article('Late note', {}, 'About wombats.'));
    await world.check();
    expect((await turn(mia, first, '‹', '\n9. ')).text).toContain('20 articles for “wombats”');
    await turn(mia, first, '‹', '\n1. ');
    expect(mia.messages.filter(({ text }) => text.includes('for “wombats”'))).toHaveLength(1);
  });

  it('is the same when its pages have become fewer meanwhile', async () => {
    const notes = Array.from({ length: 9 }, (_, n) => [`n${n}.md`, article(`Note ${n}`, {}, 'About wombats.')]);
    const world = await open(Object.fromEntries(notes));
    const first = await world.mia.ask('wombats');
    for (const [file = ''] of notes.slice(3)) await world.remove(file);
    await world.check();
    const turned = await turn(world.mia, first, '›', '3 articles for “wombats”');
    expect(titles(turned)).toHaveLength(3);
  });

  it.each([
    ['consumre', 'consumer'],
    ['comsumer', 'consumer'],
    ['consuner', 'consumer'],
    ['streems', 'streams'],
  ])('says of %s that it shows %s', async (typed, meant) => {
    const { mia } = await open();
    const { text } = await mia.ask(typed);
    expect(text).toMatch(new RegExp(`^Showing results for “${meant}”: no article has “${typed}”\\.`));
  });

  it('says nothing of a correction for other forms of a word, nor for its beginning', async () => {
    const { mia } = await open();
    for (const query of ['consumers', 'consu', 'смещение', 'ОЧЕРЕДЬ']) {
      expect((await mia.ask(query)).text).toMatch(/^(One article|\d articles) for “/);
    }
  });

  it('names the nearest tags and the closest articles as guesses', async () => {
    const { mia } = await open();
    const nothing = await mia.ask('hin streamlining');
    expect(nothing.text).toMatch(/^Nothing found for “hin streamlining”\./);
    expect(nothing.text).toContain('The tags below come close.');
    expect(nothing.text).toMatch(/I am only guessing\.\n\n1\. /);
    expect(labels(nothing)).toContain('machine learning · 1');
  });
});

describe('what can be typed', () => {
  it.each<[string, readonly string[]]>([
    ['"consumer group"', ['Streams that last']],
    ['„consumer group“', ['Streams that last']],
    ['consumer -lag', ['Queues without a broker', 'Очереди и потоки']],
    ['consumer #kafka', ['Streams that last', 'Очереди и потоки']],
    ['consumer tag:python', ['Queues without a broker']],
    ['tag:"machine learning" consumer', ['Streams that last']],
    ['consumer year:2024', ['Queues without a broker']],
    ['consumer lang:ru', ['Очереди и потоки']],
    ['consumer YEAR:2025 -LAG', ['Очереди и потоки']],
    ['c++', ['Old code']],
    ['pg_dump', ['Old code']],
    ['prototype.map', ['Old code']],
    ['Jxthtlb', ['Очереди и потоки']],
  ])('%s finds what it says', async (query, expected) => {
    const { mia } = await open();
    expect(await find(mia, query)).toEqual(expected);
  });

  it.each([
    'consumer "lag',
    'consumer lag"',
    'consumer lag -',
    'consumer lag #',
    'consumer tag: lag',
    'consumer lag tag:nosuch',
    'consumer lag #nosuch',
    'consumer lag year:25',
    'consumer lag lang:xx',
    '(consumer lag) *',
    'consumer & lag',
    'consumer: lag',
    '“consumer lag',
  ])('%s, which is malformed, is plain words', async (query) => {
    const { mia } = await open();
    expect(titles(await mia.ask(query))[0]).toBe('Streams that last');
  });
});
