import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import type { Person } from '../../src/playground/person.ts';
import { callsTo, HOUR_MS, labels, openBlog, set } from './scene.ts';
import { article, type World } from './world.ts';

const TITLES = Array.from({ length: 10 }, (_, n) => `Title ${n}`);

/** A blog at noon whose articles Mia has saved, with her list: the latest saved is number 1. */
async function withSaved(...titles: readonly string[]): Promise<{ world: World; mia: Person; list: ChatMessage }> {
  const files = Object.fromEntries(titles.map((title) => [`${title.toLowerCase()}.md`, article(title)]));
  const world = await openBlog({ files });
  const { mia } = world;
  for (const title of titles) {
    const found = await mia.ask(`/search ${title}`);
    await mia.press('1', found);
    const card = await mia.waitForMessage((message) => message.id > found.id && labels(message).includes('Save'));
    await mia.press('Save', card);
  }
  return { world, mia, list: await mia.ask('/saved') };
}

const now = (person: Person, { id }: ChatMessage) => person.messages.find((message) => message.id === id);

/** Presses a button of a message as it is now, and gives the toast and what the message has become. */
async function turn(person: Person, message: ChatMessage, button: string, becomes: (changed: ChatMessage) => boolean) {
  const { text: toast } = await person.press(button, now(person, message));
  const changed = await person.waitForMessage((each) => each.id === message.id && becomes(each));
  return { toast, text: changed.text, buttons: labels(changed) };
}

const has = (button: string) => (message: ChatMessage) => labels(message).includes(button);
const lacks = (button: string) => (message: ChatMessage) => !labels(message).includes(button);

describe('the list of saved articles', () => {
  it('lets go of what is removed, with one press each', async () => {
    const { mia, list } = await withSaved('Alpha', 'Beta');
    const removing = await turn(mia, list, 'Remove…', has('Done'));
    expect(removing.buttons).toEqual(['✕ 1', '✕ 2', 'Done']);
    const removed = await turn(mia, list, '✕ 1', lacks('✕ 2'));
    expect(removed.toast).toBe('Removed from your list.');
    expect(removed.text).toContain('Alpha');
    expect(removed.text).not.toContain('Beta');
    const done = await turn(mia, list, 'Done', has('Remove…'));
    expect(done.buttons).toEqual(['1', 'Remove…', 'Remind me this evening…']);
    await turn(mia, list, 'Remove…', has('Done'));
    const empty = await turn(mia, list, '✕ 1', lacks('Done'));
    expect(empty.text).toContain('not saved anything');
  });

  it('shows the nearest page when the last one has been emptied, and old buttons do no harm', async () => {
    const { mia, list } = await withSaved(...TITLES.slice(0, 9));
    await turn(mia, list, '›', has('‹'));
    await turn(mia, list, 'Remove…', has('✕ 9'));
    const old = now(mia, list)?.keyboard?.[0]?.[0];
    const after = await turn(mia, list, '✕ 9', has('✕ 8'));
    expect(after.buttons).not.toContain('‹');
    if (old === undefined || !('callback_data' in old)) throw new Error('a button was pressed');
    expect((await mia.pressData(list.id, old.callback_data)).text).toBe('Removed from your list.');
    expect(labels(now(mia, list) ?? list)).toEqual(after.buttons);
  });
});

describe('a reminder', () => {
  it('is set and taken back on the list, and comes in the evening', async () => {
    const { world, mia, list } = await withSaved('Alpha', 'Beta');
    await set(mia, 'zone', 'Europe/London');
    await turn(mia, list, 'Remind me this evening…', has('Done'));
    const first = await turn(mia, list, '1', has('⏰ 1'));
    expect(first.toast).toBe('I will remind you at 19:00.');
    expect(first.text).toContain('⏰ I will remind you at 19:00.');
    await turn(mia, list, '2', has('⏰ 2'));
    const back = await turn(mia, list, '⏰ 2', has('2'));
    expect(back.toast).toBe('I will not remind you.');
    expect((await turn(mia, list, 'Done', lacks('Done'))).text).toContain('⏰ I will remind you at 19:00.');
    world.passTime(8 * HOUR_MS);
    const reminder = await mia.waitForMessage(({ text }) => text.startsWith('You wanted to read this tonight.'));
    expect(reminder.text).toContain('Beta');
    expect(labels(reminder)).toEqual(expect.arrayContaining(['Read here', '✓ Saved']));
    await mia.press('Read here', reminder);
    await mia.waitForMessage(({ id }) => id > reminder.id);
    expect((await mia.ask('/saved')).text).not.toContain('⏰');
  });

  it('of several articles is one message', async () => {
    const { world, mia, list } = await withSaved('Alpha', 'Beta');
    await turn(mia, list, 'Remind me this evening…', has('Done'));
    await turn(mia, list, '1', has('⏰ 1'));
    await turn(mia, list, '2', has('⏰ 2'));
    const sentBefore = callsTo(world, mia, 'sendMessage').length;
    world.passTime(8 * HOUR_MS);
    const reminder = await mia.waitForMessage(({ text }) => text.startsWith('You wanted to read these tonight.'));
    expect(labels(reminder)).toEqual(['1', '2']);
    expect(callsTo(world, mia, 'sendMessage')).toHaveLength(sentBefore + 1);
  });

  it('is offered on the card of what is saved', async () => {
    const { world, mia } = await withSaved('Alpha');
    const card = mia.messages.find(has('✓ Saved'));
    if (card === undefined) throw new Error('there is a card');
    const { toast } = await turn(mia, card, 'Remind me this evening', has('⏰ Reminder set'));
    expect(toast).toMatch(/^I will remind you at 19:00\. Is it not 12:\d\d for you now\?/);
    expect(labels(await openCard(mia))).toContain('⏰ Reminder set');
    await turn(mia, card, '⏰ Reminder set', has('Remind me this evening'));
    await turn(mia, card, 'Remind me this evening', has('⏰ Reminder set'));
    await turn(mia, card, '✓ Saved', has('Save'));
    expect(labels(now(mia, card) ?? card)).not.toContain('⏰ Reminder set');
    const sentBefore = callsTo(world, mia, 'sendMessage').length;
    world.passTime(9 * HOUR_MS);
    await mia.ask('/saved');
    expect(callsTo(world, mia, 'sendMessage')).toHaveLength(sentBefore + 1);
  });

  it('stays where it is when its old button is pressed shortly before the evening', async () => {
    const { world, mia, list } = await withSaved('Alpha');
    await turn(mia, list, 'Remind me this evening…', has('Done'));
    const old = now(mia, list)?.keyboard?.[0]?.[0];
    if (old === undefined || !('callback_data' in old)) throw new Error('there is a button');
    await turn(mia, list, '1', has('⏰ 1'));
    world.passTime(6.7 * HOUR_MS);
    expect((await mia.pressData(list.id, old.callback_data)).text).toContain('I will remind you at 19:00.');
  });

  it('keeps to the place that its reader names afterwards', async () => {
    const { mia, list } = await withSaved('Alpha');
    await turn(mia, list, 'Remind me this evening…', has('Done'));
    await turn(mia, list, '1', has('⏰ 1'));
    await set(mia, 'zone', 'America/New_York');
    expect((await mia.ask('/saved')).text).toContain('⏰ I will remind you at 19:00.');
  });

  it('is not promised to who has stopped the bot', async () => {
    const { mia, list } = await withSaved('Alpha');
    await mia.ask('/stop');
    await turn(mia, list, 'Remind me this evening…', has('Done'));
    expect((await mia.press('1', now(mia, list))).text).toContain('Press /start first');
  });
});

async function openCard(person: Person): Promise<ChatMessage> {
  const found = await person.ask('/search alpha');
  await person.press('1', found);
  return person.waitForMessage((message) => message.id > found.id && has('✓ Saved')(message));
}

describe('the form of articles', () => {
  it('is told and changed in the settings', async () => {
    const { mia } = await openBlog();
    const settings = await mia.ask('/settings');
    expect(settings.text).toContain('Text of articles: rich pages');
    const plain = await turn(mia, settings, 'Show articles as plain messages', has('Show articles as rich pages'));
    expect(plain.toast).toContain('plain messages now');
    expect(plain.text).toContain('Text of articles: plain messages');
    const rich = await turn(mia, settings, 'Show articles as rich pages', has('Show articles as plain messages'));
    expect(rich.text).toContain('Text of articles: rich pages');
  });
});
