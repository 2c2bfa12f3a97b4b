import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { MOST_WATCHES } from '../../src/bot/subscribing.ts';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import type { Person } from '../../src/playground/person.ts';
import { about, labels, pressOf } from '../e2e/scene.ts';
import { article, createWorld, type World } from '../e2e/world.ts';

const FILES = {
  'streams.md': article('Streams that last', { tags: '[kafka]' }, 'Consumer lag tells how far behind a reader is.'),
};
const LAG = { 'lag.md': article('Behind again', {}, 'The lag of a consumer.') };

async function world(): Promise<World> {
  return createWorld({ files: FILES });
}

/** Watches a search, and gives its message and what the press was answered with. */
async function watch(person: Person, query: string): Promise<{ readonly found: ChatMessage; readonly toast: string }> {
  const found = await person.ask(query);
  return { found, toast: (await person.press('Watch this search', found)).text };
}

async function turned(person: Person, { id }: ChatMessage, label: string): Promise<ChatMessage> {
  return person.waitForMessage((message) => message.id === id && labels(message).includes(label));
}

async function publish({ write, check }: World, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) await write(file, text);
  await check();
}

describe('watching a search', () => {
  it('begins and ends where its results stand', async () => {
    const { mia } = await world();
    const { found, toast } = await watch(mia, 'Consumer lag');
    expect(toast).toBe(
      'You watch “consumer lag” now. New articles with all of these words will come here by themselves.',
    );
    const watched = await turned(mia, found, 'Stop watching');
    expect((await mia.press('Stop watching', watched)).text).toBe('You no longer watch “consumer lag”.');
    await turned(mia, found, 'Watch this search');
    expect((await mia.ask('/subscriptions')).text).toContain('You are not subscribed to anything yet.');
  });

  it('brings new articles that have the words, over a restart', async () => {
    const there = await world();
    await watch(there.mia, 'consumer lag');
    await there.stopBot();
    await there.startBot();
    await publish(there, { ...LAG, 'other.md': article('No such thing', {}, 'Only a consumer.') });
    expect((await about(there.mia, 'Behind again')).text).toContain('consumer lag');
    expect(there.mia.messages.some(({ text }) => text.startsWith('No such thing'))).toBe(false);
  });

  it('is shown as such when the same words are sought again', async () => {
    const { mia } = await world();
    await watch(mia, 'consumer lag');
    expect(labels(await mia.ask('Consumer  LAG'))).toContain('Stop watching');
  });

  it.each([
    ['"consumer lag" -docker', 'consumer lag'],
    ['consumer lag year:2031', 'consumer lag'],
    ['lag #kafka year:2031', 'lag #kafka'],
  ])('of %s tells that it is %s', async (query, name) => {
    const { mia } = await world();
    const { toast } = await watch(mia, query);
    expect(toast).toContain(`Only words and tags can be watched. You watch “${name}” now.`);
  });

  it('watches for the words that were looked for instead where an article has them', async () => {
    const { mia } = await world();
    expect((await watch(mia, 'consumre behind')).toast).toContain('You watch “consumer behind” now.');
  });

  it('watches for the words that were typed where others did not find them all either', async () => {
    const { mia } = await world();
    const { found, toast } = await watch(mia, 'consumre zebras');
    expect(found.text).toContain('Showing results for “consumer zebras”');
    expect(toast).toContain('You watch “consumre zebras” now.');
  });

  it('makes a reader active again who had sent /stop', async () => {
    const there = await world();
    const found = await there.mia.ask('consumer lag');
    await there.mia.ask('/stop');
    await there.mia.press('Watch this search', found);
    await publish(there, LAG);
    await about(there.mia, 'Behind again');
  });

  it('is offered for no search that is too long', async () => {
    const { mia } = await world();
    const found = await mia.ask(`consumer lag ${Array.from({ length: 9 }, (_, n) => `word${n}`).join(' ')}`);
    expect(labels(found)).not.toContain('Watch this search');
  });

  it('ends at so many searches, and tells where to end one', async () => {
    const { mia } = await world();
    for (let n = 0; n < MOST_WATCHES; n++) await watch(mia, `reader number${n}`);
    const found = await mia.ask('consumer lag');
    expect((await mia.press('Watch this search', found)).text).toBe('');
    expect((await about(mia, 'You watch 20 searches already')).text).toContain('/subscriptions');
    expect(labels(found)).toContain('Watch this search');
    const last = await mia.ask('reader number0');
    await mia.press('Stop watching', last);
    expect((await mia.press('Watch this search', found)).text).toContain('You watch “consumer lag” now.');
  });

  it('is left alone by presses that are another’s, forged or outdated', async () => {
    const { mia, jonas } = await world();
    const found = await mia.ask('consumer lag');
    await jonas.ask('/start');
    const data = found.keyboard?.flat().flatMap((button) => ('callback_data' in button ? [button.callback_data] : []));
    const id = /^1O:(\w+):1$/.exec(data?.find((each) => each.startsWith('1O')) ?? '')?.[1] ?? '';
    expect(id).not.toBe('');
    for (const search of [id, 'nowhere']) {
      expect(await pressOf(jonas, { action: 'watch', search, on: true })).toContain('too old');
    }
    expect(await pressOf(mia, { action: 'watch', search: id, on: false })).toBe('You do not watch “consumer lag”.');
    expect((await jonas.ask('/subscriptions')).text).toContain('not subscribed to anything');
  });
});

describe('watched searches among the subscriptions', () => {
  it('stand in quotation marks, end there and begin again, over a restart', async () => {
    const { mia, stopBot, startBot } = await world();
    await watch(mia, 'consumer lag');
    await mia.ask('/subscribe kafka');
    const list = await mia.ask('/subscriptions');
    expect(list.text).toContain('Names in quotation marks are searches that you watch.');
    expect(labels(list)).toEqual(expect.arrayContaining(['✓ “consumer lag”', '✓ #kafka']));
    expect((await mia.press('✓ “consumer lag”', list)).text).toBe('You no longer watch “consumer lag”.');
    const without = await turned(mia, list, '+ “consumer lag”');
    await stopBot();
    await startBot();
    expect((await mia.press('+ “consumer lag”', without)).text).toContain('You watch “consumer lag” now.');
  });

  it('of many words have a row of their own, where they can be told apart', async () => {
    const { mia } = await world();
    for (const query of ['consumer lag of a reader today', 'consumer lag of a reader tomorrow', 'lag']) {
      await watch(mia, query);
    }
    const { keyboard = [] } = await mia.ask('/subscriptions');
    expect(keyboard.map((row) => row.map(({ text }) => text))).toEqual([
      ['✓ “consumer lag of a reader today”'],
      ['Instantly ›'],
      ['✓ “consumer lag of a reader tomorrow”'],
      ['Instantly ›'],
      ['✓ “lag”', 'Instantly ›'],
      ['‹ Settings'],
    ]);
  });

  it('begin again there though the search they came from is long forgotten', async () => {
    const { mia, databasePath, stopBot, startBot } = await world();
    await watch(mia, 'consumer lag');
    const list = await mia.ask('/subscriptions');
    await stopBot();
    const database = new DatabaseSync(databasePath);
    database.exec('delete from searches');
    database.close();
    await startBot();
    await mia.press('✓ “consumer lag”', list);
    const without = await turned(mia, list, '+ “consumer lag”');
    expect((await mia.press('+ “consumer lag”', without)).text).toContain('You watch “consumer lag” now.');
  });

  it('have a cadence of their own', async () => {
    const { mia } = await world();
    await watch(mia, 'consumer lag');
    const list = await mia.ask('/subscriptions');
    await mia.press('Instantly ›', list);
    const choice = await mia.waitForMessage(({ text }) => text.startsWith('Search: consumer lag'));
    await mia.press('Weekly digest', choice);
    await turned(mia, list, '✓ Weekly digest');
    await mia.press('‹ Subscriptions', choice);
    await turned(mia, list, 'Weekly ›');
  });

  it.each(['consumer lag', '“Consumer lag”', 'kafka, consumer lag'])('end by /unsubscribe %s', async (names) => {
    const { mia } = await world();
    await mia.ask('/subscribe kafka');
    await watch(mia, 'consumer lag');
    const answer = await mia.ask(`/unsubscribe ${names}`);
    expect(answer.text).toMatch(
      /^You (no longer watch|are no longer subscribed to kafka and the search) “consumer lag”/,
    );
    expect(labels(await mia.ask('consumer lag'))).toContain('Watch this search');
  });

  it('of more than one tag end by their name', async () => {
    const { mia } = await world();
    await watch(mia, '#kafka reader');
    expect((await mia.ask('/unsubscribe reader #kafka')).text).toBe('You no longer watch “reader #kafka”.');
  });

  it('count no further than the most when one is begun again there', async () => {
    const { mia } = await world();
    await watch(mia, 'consumer lag');
    const list = await mia.ask('/subscriptions');
    await mia.press('✓ “consumer lag”', list);
    const ended = await turned(mia, list, '+ “consumer lag”');
    for (let n = 0; n < MOST_WATCHES; n++) await watch(mia, `reader number${n}`);
    await mia.press('+ “consumer lag”', ended);
    await about(mia, 'You watch 20 searches already');
  });
});
