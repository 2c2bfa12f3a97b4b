import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fault, ScriptedCall } from '../../src/playground/faults.ts';
import type { Person } from '../../src/playground/person.ts';
import { article, createWorld, type World } from './world.ts';

const KAFKA = { tags: '[kafka]' };
const COVER = join(import.meta.dirname, '../../content/images/cover-event-driven-architecture.png');
const OLD = { 'old.md': article('An old piece', { tags: '[kafka, python]' }) };

async function subscribed(person: Person, ...topics: string[]): Promise<void> {
  await person.ask('/start');
  for (const topic of topics) await person.ask(`/subscribe ${topic}`);
}

/** Publishes and waits until the author has read that the announcement is over. */
async function publish(world: World, file: string, text: string): Promise<void> {
  const title = /title: "(.*)"/.exec(text)?.[1] ?? '';
  await world.write(file, text);
  await world.check();
  await world.ada.waitForMessage((message) => isEnd(message.text, title));
}

function isEnd(text: string, title: string): boolean {
  return text.includes(title) && /reached|did not reach|Nobody was subscribed/.test(text);
}

function copies(person: Person, title: string): number {
  return person.messages.filter((message) => message.from === 'bot' && message.text.includes(title)).length;
}

function isPushTo(person: Person) {
  return ({ method, payload }: ScriptedCall) =>
    method === 'sendMessage' && Number(payload.chat_id) === person.persona.id && String(payload.text).includes('Fresh');
}

describe('a push', () => {
  it('reaches who is subscribed to one of its tags, and nobody else', async () => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'kafka');
    await subscribed(world.jonas, 'python');
    await publish(world, 'new.md', article('Fresh', KAFKA));
    expect(copies(world.mia, 'Fresh')).toBe(1);
    expect(copies(world.jonas, 'Fresh')).toBe(0);
  });

  it('says why it came and offers to read, save and unsubscribe', async () => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'kafka');
    await publish(world, 'new.md', article('Fresh', { ...KAFKA, description: 'What is new.' }));
    const push = await world.mia.waitForMessage((message) => message.text.includes('Fresh'));
    expect(push.text).toContain('What is new.');
    expect(push.text).toContain('You are subscribed to #kafka');
    expect(push.keyboard?.flat().map(({ text }) => text)).toEqual([
      'Read here',
      'Save',
      'Unsubscribe #kafka',
      'Settings',
    ]);
    await world.mia.press('Unsubscribe #kafka', push);
    await publish(world, 'next.md', article('Fresh again', KAFKA));
    expect(copies(world.mia, 'Fresh again')).toBe(0);
  });

  it('is one message for a reader with several matching tags and with everything', async () => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'kafka', 'python', 'all');
    await publish(world, 'new.md', article('Fresh', { tags: '[python, kafka]' }));
    expect(copies(world.mia, 'Fresh')).toBe(1);
  });

  it('does not come for articles that are there at the first start', async () => {
    const world = await createWorld({ files: { ...OLD, 'new.md': article('Fresh', KAFKA) } });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'all');
    await world.check();
    await publish(world, 'last.md', article('Last', KAFKA));
    expect(copies(world.mia, 'Fresh')).toBe(0);
    expect(copies(world.mia, 'Last')).toBe(1);
  });

  it('comes once, whatever happens to the file afterwards', async () => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'all');
    await publish(world, 'new.md', article('Fresh', KAFKA));
    await world.write('new.md', article('Fresh', KAFKA, 'Text of it, corrected.'));
    await world.check();
    await world.remove('new.md');
    await world.check();
    await world.write('renamed.md', article('Fresh', KAFKA, 'Text of it, corrected.'));
    await world.check();
    await world.stopBot();
    await world.startBot();
    await world.check();
    await publish(world, 'last.md', article('Last', KAFKA));
    expect(copies(world.mia, 'Fresh')).toBe(1);
  });

  it('waits for a draft to be finished and for a date to come', async () => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'all');
    await world.write('draft.md', article('Unfinished', { ...KAFKA, draft: 'true' }));
    await world.write('future.md', article('Tomorrow', { ...KAFKA, date: '2999-01-01' }));
    await publish(world, 'first.md', article('First', KAFKA));
    expect(copies(world.mia, 'Unfinished') + copies(world.mia, 'Tomorrow')).toBe(0);
    await publish(world, 'draft.md', article('Unfinished', KAFKA));
    await publish(world, 'future.md', article('Tomorrow', { ...KAFKA, date: '2020-01-01' }));
    expect(copies(world.mia, 'Unfinished')).toBe(1);
    expect(copies(world.mia, 'Tomorrow')).toBe(1);
  });

  it('does not come for an article that is to be published quietly', async () => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'all');
    await world.write('quiet.md', article('Quiet', { ...KAFKA, announce: 'false' }));
    await publish(world, 'loud.md', article('Loud', KAFKA));
    expect(copies(world.mia, 'Quiet')).toBe(0);
    expect((await world.mia.ask('/latest')).text).toContain('Quiet');
  });

  it('spares a reader who has stopped or blocked the bot, until they are back', async () => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'all');
    await subscribed(world.jonas, 'all');
    await world.mia.ask('/stop');
    world.jonas.block();
    await publish(world, 'one.md', article('Fresh one', KAFKA));
    world.jonas.unblock();
    await world.mia.ask('/start');
    await world.jonas.ask('/latest');
    await publish(world, 'two.md', article('Fresh two', KAFKA));
    expect(copies(world.mia, 'Fresh one')).toBe(0);
    expect(copies(world.mia, 'Fresh two')).toBe(1);
    const pushesToJonas = world.jonas.messages.filter(({ text }) => text.includes('You are subscribed to everything'));
    expect(pushesToJonas.map(({ text }) => text.includes('Fresh two'))).toContain(true);
    expect(pushesToJonas.some(({ text }) => text.startsWith('Fresh one'))).toBe(false);
  });

  it('comes with its cover, which is uploaded once', async () => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'all');
    await subscribed(world.jonas, 'all');
    await world.write('cover.png', await readFile(COVER));
    await publish(world, 'new.md', article('Fresh', { ...KAFKA, cover: 'cover.png' }));
    await publish(world, 'next.md', article('Fresh too', { ...KAFKA, cover: 'cover.png' }));
    const photos = world.playground.calls
      .filter(({ method }) => method === 'sendPhoto')
      .map(({ payload }) => payload.photo);
    expect(photos).toHaveLength(4);
    // Two may go out side by side before the first file id is known.
    expect(photos.slice(2).every((photo) => !String(photo).startsWith('attach://'))).toBe(true);
    expect(world.mia.messages.filter(({ photo }) => photo !== undefined)).toHaveLength(2);
  });

  it('comes as a text when Telegram refuses the cover', async () => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'all');
    await world.write('cover.png', 'this is no picture');
    await publish(world, 'new.md', article('Fresh', { ...KAFKA, cover: 'cover.png' }));
    const push = await world.mia.waitForMessage(({ text }) => text.includes('Fresh'));
    expect(push.photo).toBeUndefined();
    expect(copies(world.mia, 'Fresh')).toBe(1);
  });

  it('leaves readers the articles they had when a folder is suddenly empty, and tells the author', async () => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'all');
    await world.remove('old.md');
    await world.check();
    await world.ada.waitForMessage(({ text }) => text.includes('there are no articles any more'));
    expect((await world.mia.ask('/latest')).text).toContain('An old piece');
    await world.write('old.md', OLD['old.md']);
    await publish(world, 'new.md', article('Fresh', KAFKA));
    expect(copies(world.mia, 'An old piece')).toBe(1);
  });

  it('tells the author in one message how it goes and how it ended', async () => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'all');
    await subscribed(world.jonas, 'kafka');
    await publish(world, 'new.md', article('Fresh', KAFKA));
    const lines = world.ada.messages.filter(({ text }) => text.includes('Fresh')).map(({ text }) => text);
    expect(lines).toEqual([expect.stringMatching(/^Fresh\nIt has reached 2 of 2 readers\.\nIt took \d+ s\.$/)]);
  });

  it('tells the author of a faulty file once, with place and remedy, and publishes the others', async () => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'all');
    await world.write('broken.md', '---\ntitle: "Broken\ntags: [a\n---\nText\n');
    await publish(world, 'new.md', article('Fresh', KAFKA));
    await world.check();
    const told = world.ada.messages.filter(({ text }) => text.includes('broken.md'));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toMatch(/line \d/);
    expect(copies(world.mia, 'Fresh')).toBe(1);
  });
});

describe('a push through faults', () => {
  it.each<[string, Fault]>([
    ['a connection cut before Telegram took it', { kind: 'cut-before' }],
    ['a connection cut after Telegram took it', { kind: 'cut-after' }],
    ['a pause that Telegram asks for', { kind: 'rate-limited', retryAfterSeconds: 1 }],
    ['a server error', { kind: 'server-error', status: 500, body: 'json' }],
    ['a bad gateway with a page of HTML', { kind: 'server-error', status: 502, body: 'html' }],
    ['a message Telegram will not format', { kind: 'refused', description: "Bad Request: can't parse entities" }],
  ])('arrives once over %s', async (_name, fault) => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'all');
    let faults = 0;
    world.playground.setFaults((call) => {
      if (faults > 0 || !isPushTo(world.mia)(call)) return undefined;
      faults += 1;
      return fault;
    });
    await publish(world, 'new.md', article('Fresh', KAFKA));
    expect(faults).toBe(1);
    expect(copies(world.mia, 'Fresh')).toBe(1);
  });

  it('goes on to the others when one reader has blocked the bot unnoticed', async () => {
    const world = await createWorld({ files: OLD });
    await world.ada.ask('/start');
    await subscribed(world.mia, 'all');
    await subscribed(world.jonas, 'all');
    world.playground.setFaults((call) => (isPushTo(world.mia)(call) ? { kind: 'forbidden' } : undefined));
    await publish(world, 'new.md', article('Fresh', KAFKA));
    expect(copies(world.jonas, 'Fresh')).toBe(1);
    expect(world.ada.messages.at(-1)?.text).toContain('has blocked the bot');
  });
});
