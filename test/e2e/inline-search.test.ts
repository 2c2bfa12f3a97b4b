import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { ChatMessage, InlineAnswer } from '../../src/playground/chat-protocol.ts';
import type { Person } from '../../src/playground/person.ts';
import { openLibrary, sentAfter } from './reading-scene.ts';
import { fileOf } from './scene.ts';
import { article, type World } from './world.ts';

const NOTES = 45;
const NEWEST_KEPT_MS = 30_000;

function library(): Record<string, string> {
  const notes = Array.from({ length: NOTES }, (_, at): [string, string] => {
    const day = new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10);
    return [`note-${at}.md`, article(`Note ${at}`, { date: day, tags: '[notes]' }, `Streams, part ${at}.`)];
  });
  const kafka = article('Kafka in production', { id: 'kafka', date: '2024-01-01' }, 'Partitions keep the order.');
  return Object.fromEntries([...notes, ['kafka.md', kafka]]);
}

function open(): Promise<World> {
  return openLibrary(library());
}

const titles = ({ results }: InlineAnswer) => results.map(({ title }) => title);

/** All that is offered for the words, as somebody sees it who scrolls to the end. */
async function scroll(person: Person, query: string): Promise<InlineAnswer[]> {
  const answers = [await person.askInline(query)];
  for (;;) {
    const offset = answers.at(-1)?.nextOffset ?? '';
    if (offset === '') return answers;
    answers.push(await person.askInline(query, offset));
  }
}

/** Follows the link of a message's only button. */
async function follow(person: Person, { keyboard = [] }: ChatMessage): Promise<ChatMessage> {
  const [button] = keyboard.flat();
  if (button === undefined || !('url' in button)) throw new Error('there is no link');
  return await person.ask(`/start ${new URL(button.url).searchParams.get('start')}`);
}

/** Follows the button above the results. */
async function start(person: Person, { button }: InlineAnswer): Promise<ChatMessage> {
  if (button === undefined) throw new Error('there is no button');
  return await person.ask(`/start ${button.startParameter}`);
}

describe('the bot’s name in any chat', () => {
  it('finds while the words are typed, and posts a card that opens the article', async () => {
    const world = await open();
    const { mia, jonas } = world;
    const typed = [];
    for (const words of ['p', 'part', 'parti', 'partition', 'partitions']) typed.push(await mia.askInline(words));
    for (const answer of typed.slice(2)) expect(titles(answer)).toEqual(['Kafka in production']);
    const found = typed.at(-1) as InlineAnswer;
    expect(found.results[0]?.description).toContain('Partitions keep the order.');

    const posted = mia.chooseInline(found, found.results[0]?.id ?? '');
    expect(posted.text).toMatch(/^Kafka in production/);
    expect(posted.viaBot).toBe(true);
    expect(await sentAfter(mia, posted)).toEqual([]);
    // Whoever reads it in the other chat may never have met the bot.
    expect((await follow(jonas, posted)).text).toMatch(/^Kafka in production/);
    expect(world.logLines.some((line) => line.includes('"level":50'))).toBe(false);
  });

  it('offers each hit once and in the order of the chat, to the end', async () => {
    const { mia } = await open();
    const answers = await scroll(mia, 'streams');
    expect(answers.map(({ results }) => results.length)).toEqual([20, 20, 5]);
    const all = answers.flatMap(titles);
    expect(new Set(all).size).toBe(NOTES);
    const { text } = await mia.ask('/search streams');
    const shown = [...text.matchAll(/^\d+\. (.+)$/gm)].map(([, title]) => title);
    expect(shown.length).toBeGreaterThan(4);
    expect(all.slice(0, shown.length)).toEqual(shown);
  });

  it('offers the newest without words, and a new one half a minute later at most', async () => {
    const world = await open();
    const { mia } = world;
    const answers = await scroll(mia, '');
    const expected = Array.from({ length: NOTES }, (_, at) => `Note ${NOTES - 1 - at}`);
    expect(answers.flatMap(titles)).toEqual([...expected, 'Kafka in production']);
    await world.write(fileOf('Brand new'), article('Brand new', { date: '2026-02-01' }));
    await world.check();
    world.passTime(NEWEST_KEPT_MS);
    expect(titles(await mia.askInline(''))[0]).toBe('Brand new');
  });

  it('repeats words in the bot that find nothing', async () => {
    const world = await open();
    const { mia } = world;
    const answer = await mia.askInline('zebrafish');
    expect(answer.results).toEqual([]);
    expect(answer.button?.text).toBe('Nothing found – search in the bot');
    expect((await start(mia, answer)).text).toContain('zebrafish');
    expect((await mia.ask('partitions')).text).toContain('Kafka in production');
  });

  it('asks for words in the bot when they were too many for a link', async () => {
    const { mia } = await open();
    const asked = await start(mia, await mia.askInline('zebrafish '.repeat(8)));
    expect(asked.text).toContain('What are you looking for?');
    await mia.press('Cancel', asked);
    expect((await mia.waitForMessage(({ text }) => text.includes('cancelled'))).id).toBe(asked.id);
  });

  it('says which words were looked for instead, and finds the same in the bot', async () => {
    const { mia } = await open();
    const answer = await mia.askInline('partitoins');
    expect(titles(answer)).toEqual(['Kafka in production']);
    expect(answer.button?.text).toBe('Searched for “partitions”');
    expect((await start(mia, answer)).text).toContain('Kafka in production');
  });

  it.each(['"', '***', '-', 'tag:', 'year:99999', ')))', '🦜', '\u0000', '%s'.repeat(128)])(
    'is not put out by %j',
    async (words) => {
      const world = await open();
      await world.mia.askInline(words);
      await world.mia.askInline(words, 'not a number');
      expect(world.logLines.some((line) => line.includes('"level":50'))).toBe(false);
    },
  );

  it('keeps nothing about who asks', async () => {
    const world = await open();
    await world.mia.askInline('streams');
    await world.mia.ask('/privacy');
    const database = new DatabaseSync(world.databasePath, { readOnly: true });
    const searches = database.prepare('select count(*) as count from searches').get();
    const inbox = () => JSON.stringify(database.prepare('select body from inbox').all());
    expect(searches).toEqual({ count: 0 });
    await expect.poll(inbox).not.toContain('streams');
    database.close();
    expect(world.logLines.join('\n')).not.toContain('streams');
  });
});
