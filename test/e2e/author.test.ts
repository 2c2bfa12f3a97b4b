import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import type { Person } from '../../src/playground/person.ts';
import { encodeButton } from '../../src/telegram/callback-data.ts';
import { article, createWorld, type World, type WorldOptions } from './world.ts';

const KAFKA = { tags: '[kafka]' };
const UNDO_MS = 60_000;

/** An author who has pressed Start and two readers of kafka. */
async function open(options: WorldOptions = {}): Promise<World> {
  const world = await createWorld({ files: { 'old.md': article('An old piece', KAFKA) }, ...options });
  await world.ada.ask('/start');
  for (const reader of [world.mia, world.jonas]) await reader.ask('/subscribe kafka');
  return world;
}

async function publish(world: World, title: string, fields: Record<string, string> = {}): Promise<void> {
  await world.write(`${title.toLowerCase()}.md`, article(title, { ...KAFKA, ...fields }));
  await world.check();
}

function about(person: Person, ...texts: string[]): Promise<ChatMessage> {
  return person.waitForMessage(({ text }) => texts.every((part) => text.includes(part)));
}

function labels({ keyboard = [] }: ChatMessage): string[] {
  return keyboard.flat().map(({ text }) => text);
}

function dataOf({ keyboard = [] }: ChatMessage, label: string): string {
  const button = keyboard.flat().find(({ text }) => text === label);
  return button !== undefined && 'callback_data' in button ? button.callback_data : '';
}

function copies(person: Person, title: string): number {
  return person.messages.filter(({ from, text }) => from === 'bot' && text.includes(title)).length;
}

describe('the progress of an announcement', () => {
  it('is one message, which stays as the final report', async () => {
    const world = await open();
    await publish(world, 'Fresh');
    await about(world.ada, 'Fresh', 'It has reached 2 of 2 readers.');
    expect(copies(world.ada, 'Fresh')).toBe(1);
  });

  it('stays one message over a restart in the middle', async () => {
    const world = await open({ delivery: { announceDelayMs: UNDO_MS } });
    await publish(world, 'Fresh');
    const before = await about(world.ada, 'Fresh', 'Goes out in');
    await world.stopBot();
    await world.startBot();
    const after = await about(world.ada, 'Fresh', 'It has reached 2 of 2 readers.');
    expect(after.id).toBe(before.id);
    expect(copies(world.ada, 'Fresh')).toBe(1);
  });

  it('can be cancelled before anything goes out, after a second question', async () => {
    const world = await open({ delivery: { announceDelayMs: UNDO_MS } });
    await publish(world, 'Fresh');
    const progress = await about(world.ada, 'Fresh', 'Goes out in');
    await world.ada.press('Cancel', progress);
    const question = await about(world.ada, 'Cancel it? None of 2 readers has got it yet.');
    expect(question.id).toBe(progress.id);
    expect((await world.ada.press('Yes, cancel it')).text).toBe('Cancelled.');
    await about(world.ada, 'Fresh', 'Cancelled before anybody got it.');
    await publish(world, 'Second');
    await about(world.mia, 'Second');
    expect(copies(world.mia, 'Fresh')).toBe(0);
  });

  it('stays paused over a restart until it is resumed', async () => {
    const world = await open({ delivery: { announceDelayMs: UNDO_MS } });
    await publish(world, 'Fresh');
    const progress = await about(world.ada, 'Fresh', 'Goes out in');
    // Within the undo window there is no such button; what counts is what the announcement lets be done.
    const data = encodeButton({ action: 'announcement', announcement: 1, step: 'pause' });
    expect((await world.ada.pressData(progress.id, data)).text).toBe('Paused.');
    await world.stopBot();
    await world.startBot();
    await publish(world, 'Later');
    await about(world.mia, 'Later');
    expect(copies(world.mia, 'Fresh')).toBe(0);
    const paused = await about(world.ada, 'Fresh', 'Paused.');
    expect((await world.ada.press('Resume', paused)).text).toBe('It goes on.');
    await about(world.mia, 'Fresh');
    await about(world.ada, 'Fresh', 'It has reached 2 of 2 readers.');
  });

  it('offers to try again what failed', async () => {
    const world = await open();
    world.playground.setFaults(({ method, payload }) =>
      method.startsWith('send') && Number(payload.chat_id) === world.mia.persona.id
        ? { kind: 'refused', description: 'Bad Request: not enough rights to send text messages to the chat' }
        : undefined,
    );
    await publish(world, 'Fresh');
    const report = await about(world.ada, 'It has reached 1 of 2 readers.', 'One message failed.');
    world.playground.setFaults(undefined);
    expect((await world.ada.press('Retry failed', report)).text).toBe('One message is tried again.');
    await about(world.ada, 'It has reached 2 of 2 readers.');
    expect(copies(world.mia, 'Fresh')).toBe(1);
  });
});

describe('an announcement that has to be approved', () => {
  it('shows the card, can be put off, and goes out when it is published', async () => {
    const world = await open({ delivery: { announceMode: 'approve' } });
    await publish(world, 'Fresh');
    const question = await about(world.ada, 'This is how the article will look. It would go out to 2 readers');
    const card = world.ada.messages.find(({ text }) => text.includes('You are subscribed to #kafka'));
    expect(card && labels(card)).toContain('Read here');
    await world.ada.press('Not now', question);
    await about(world.ada, 'It waits in /deliveries.');
    const list = await world.ada.ask('/deliveries');
    expect(list.text).toContain('1. Fresh\nWaits for your word');
    await world.ada.press('1', list);
    const report = await about(world.ada, 'It waits for your word.\nIt would go out to 2 readers');
    expect(report.id).toBe(list.id);
    await world.ada.press('Silent', report);
    await about(world.mia, 'Fresh');
    await about(world.jonas, 'Fresh');
    const progress = await about(world.ada, 'It has reached 2 of 2 readers.');
    expect(progress.id).toBe(question.id);
    const pushes = world.playground.calls.filter(
      ({ method, payload }) => method === 'sendMessage' && Number(payload.chat_id) === world.mia.persona.id,
    );
    expect(pushes.at(-1)?.payload).toMatchObject({ disable_notification: true });
  });
});

describe('articles that appeared while the bot was away', () => {
  it('wait for a word, which sends only the newest', async () => {
    const world = await open();
    await world.stopBot();
    await world.write('one.md', article('One', { ...KAFKA, date: '2025-01-01' }));
    await world.write('two.md', article('Two', { ...KAFKA, date: '2025-03-01' }));
    await world.write('three.md', article('Three', { ...KAFKA, date: '2025-02-01' }));
    await world.startBot();
    const question = await about(world.ada, '3 articles appeared while I was away', 'Two (1 March 2025)\n• Three');
    const data = dataOf(question, 'Only the newest');
    await world.ada.pressData(question.id, data);
    const answer = await about(world.ada, 'Two is being announced, the others count as seen.');
    expect(answer.id).toBe(question.id);
    await about(world.mia, 'Two');
    await about(world.ada, 'It has reached 2 of 2 readers.');
    await world.check();
    expect([copies(world.mia, 'One'), copies(world.mia, 'Three'), copies(world.mia, 'Two')]).toEqual([0, 0, 1]);
    expect((await world.ada.pressData(question.id, data)).text).toContain('does not apply any more');
  });
});

describe('an announced article whose file is gone', () => {
  async function removed() {
    const world = await open();
    await publish(world, 'Fresh');
    await about(world.ada, 'It has reached 2 of 2 readers.');
    await world.remove('fresh.md');
    await world.check();
    const question = await about(world.ada, 'The file of Fresh is gone. 2 readers have got the article');
    return { world, question };
  }

  it('is taken back when the author says so', async () => {
    const { world, question } = await removed();
    expect(copies(world.mia, 'Fresh')).toBe(1);
    await world.ada.press('Retract it', question);
    await about(world.ada, 'Fresh is being taken back.');
    await about(world.ada, 'Retracted. The 2 messages');
    const isDeletion = ({ method, payload }: { method: string; payload: Readonly<Record<string, unknown>> }) =>
      method === 'deleteMessage' && Number(payload.chat_id) === world.mia.persona.id;
    await world.playground.waitForCall(isDeletion);
    expect(copies(world.mia, 'Fresh')).toBe(0);
  });

  it('is left when the author says so', async () => {
    const { world, question } = await removed();
    await world.ada.press('Leave it', question);
    await about(world.ada, 'Fresh stays with the readers who got it.');
    await world.check();
    expect(copies(world.mia, 'Fresh')).toBe(1);
    expect(copies(world.ada, 'The file of Fresh')).toBe(0);
  });

  it('is asked about no more when the file is back', async () => {
    const { world, question } = await removed();
    await publish(world, 'Fresh');
    const closed = await about(world.ada, 'Nothing left to decide here');
    expect(closed.id).toBe(question.id);
  });
});

describe('/deliveries', () => {
  it('opens each report and leads back', async () => {
    const world = await open();
    const empty = await world.ada.ask('/deliveries');
    expect(empty.text).toContain('Nothing has been announced yet.');
    world.playground.setFaults(({ method, payload }) =>
      method.startsWith('send') && Number(payload.chat_id) === world.jonas.persona.id
        ? { kind: 'forbidden' }
        : undefined,
    );
    await publish(world, 'Fresh');
    await about(world.ada, 'It has reached 1 of 2 readers.');
    const list = await world.ada.ask('/deliveries');
    expect(list.text).toMatch(/1\. Fresh\nFinished · 1 of 2 sent/);
    await world.ada.press('1', list);
    const report = await world.ada.waitForMessage(
      ({ id, text }) => id === list.id && text.includes('Who did not get it'),
    );
    await world.ada.press('‹ All deliveries', report);
    await world.ada.waitForMessage(({ id, text }) => id === list.id && text.includes('The last deliveries'));
  });

  it('is in the help and the command menu of authors alone', async () => {
    const world = await open();
    expect((await world.ada.ask('/help')).text).toContain('/deliveries');
    expect((await world.mia.ask('/help')).text).not.toContain('/deliveries');
    const { payload } = await world.playground.waitForCall(
      ({ method, payload }) => method === 'setMyCommands' && payload.scope !== undefined,
    );
    expect(payload).toMatchObject({ scope: { type: 'chat', chat_id: world.ada.persona.id } });
    expect(JSON.stringify(payload.commands)).toContain('deliveries');
  });

  it('does not exist for anybody else, and neither do its buttons', async () => {
    const world = await open({ delivery: { announceDelayMs: UNDO_MS } });
    expect((await world.mia.ask('/deliveries')).text).toContain('I do not know /deliveries.');
    await publish(world, 'Fresh');
    await about(world.ada, 'Goes out in');
    const greeting = world.mia.messages.find(({ from }) => from === 'bot')?.id ?? 0;
    for (const data of [
      encodeButton({ action: 'announcement', announcement: 1, step: 'confirmCancel' }),
      encodeButton({ action: 'announcement', announcement: 1, step: 'open' }),
      encodeButton({ action: 'held', batch: 1, choice: 'seen' }),
      encodeButton({ action: 'missing', batch: 1, choice: 'retract' }),
    ]) {
      expect(await world.mia.pressData(greeting, data)).toMatchObject({ text: expect.stringContaining('too old') });
    }
    await about(world.mia, 'Fresh');
  });

  it('answers a button for what does not exist', async () => {
    const world = await open();
    const { id } = await world.ada.ask('/deliveries');
    const data = encodeButton({ action: 'announcement', announcement: 99, step: 'cancel' });
    expect((await world.ada.pressData(id, data)).text).toContain('too old');
    const held = await world.ada.pressData(id, encodeButton({ action: 'held', batch: 1, choice: 'all' }));
    expect(held.text).toContain('does not apply any more');
  });
});
