import { tagId, tagKey } from '../../src/catalog/tag-key.ts';
import type { Cadence } from '../../src/delivery/ports/preferences.ts';
import type { RecordedCall } from '../../src/playground/call-log.ts';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import type { Person } from '../../src/playground/person.ts';
import { type ButtonData, encodeButton } from '../../src/telegram/callback-data.ts';
import { article, createWorld, type World, type WorldOptions } from './world.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const KAFKA = { tags: '[kafka]' };

/** A Wednesday, far from where clocks are changed. */
export const WEDNESDAY_NOON = new Date('2026-02-04T12:00:00Z');

/** A blog with one old article, on a Wednesday at noon, and an author who has pressed Start. */
export async function openBlog(options: WorldOptions = {}): Promise<World> {
  const world = await createWorld({
    files: { 'old.md': article('An old piece', { tags: '[kafka, python]' }) },
    startsAt: WEDNESDAY_NOON,
    ...options,
  });
  await world.ada.ask('/start');
  return world;
}

/** Subscribes to tags, or to `all`. */
export async function subscribe(person: Person, ...topics: readonly string[]): Promise<void> {
  for (const topic of topics) await person.ask(`/subscribe ${topic}`);
}

/** Writes articles with these titles, all found by one check. */
export async function publish(
  world: World,
  titles: string | readonly string[],
  fields: Readonly<Record<string, string>> = KAFKA,
): Promise<void> {
  for (const title of [titles].flat()) await world.write(fileOf(title), article(title, fields));
  await world.check();
}

export function fileOf(title: string): string {
  return `${title.toLowerCase().replaceAll(' ', '-')}.md`;
}

/** The bot's first message with all of these texts, now or later. */
export function about(person: Person, ...texts: readonly string[]): Promise<ChatMessage> {
  return person.waitForMessage(({ text }) => texts.every((part) => text.includes(part)));
}

/** What the bot's messages that hold a text look like now. */
export function holding(person: Person, text: string): ChatMessage[] {
  return person.messages.filter((message) => message.from === 'bot' && message.text.includes(text));
}

export function copies(person: Person, text: string): number {
  return holding(person, text).length;
}

/** The bot's messages that begin with a text, as a push of that title does. */
export function pushes(person: Person, title: string): ChatMessage[] {
  return person.messages.filter((message) => message.from === 'bot' && message.text.startsWith(title));
}

export function labels({ keyboard = [] }: ChatMessage): string[] {
  return keyboard.flat().map(({ text }) => text);
}

/** Presses a button of the bot's own making, wherever its message may be by now. */
export async function pressOf(person: Person, button: ButtonData): Promise<string> {
  const message = person.messages.findLast(({ from }) => from === 'bot');
  return (await person.pressData(message?.id ?? 0, encodeButton(button))).text;
}

export async function set(
  person: Person,
  setting: Extract<ButtonData, { action: 'set' }>['setting'],
  value: string,
): Promise<void> {
  const { id } = await person.ask('/settings');
  await person.pressData(id, encodeButton({ action: 'set', setting, value }));
}

export async function setCadence(person: Person, topic: string, cadence: Cadence): Promise<void> {
  const id = topic === 'all' ? topic : tagId(tagKey(topic));
  const list = await person.ask('/subscriptions');
  await person.pressData(list.id, encodeButton({ action: 'cadence', topic: id, cadence, page: 1 }));
}

/** The calls of a method for a person's chat so far. */
export function callsTo(world: World, person: Person, method: string): RecordedCall[] {
  return world.playground.calls.filter(
    (call) => call.method === method && Number(call.payload.chat_id) === person.persona.id,
  );
}
