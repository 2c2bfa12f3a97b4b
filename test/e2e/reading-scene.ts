import type { RichBlock } from 'grammy/types';
import type { RecordedCall } from '../../src/playground/call-log.ts';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import type { FaultScript } from '../../src/playground/faults.ts';
import type { Person } from '../../src/playground/person.ts';
import { type ButtonData, encodeButton } from '../../src/telegram/callback-data.ts';
import { callsTo, labels, WEDNESDAY_NOON } from './scene.ts';
import { article, createWorld, type World, type WorldOptions } from './world.ts';

const SENTENCE = 'Every section says the same few words, so that its length is known. ';

/** A text whose every section, `Chapter 1` and so on, fills a page of its own. */
export function chapters(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return numbers.map((n) => `## Chapter ${n}\n\nStart of ${n}.\n\n${SENTENCE.repeat(85)}\n\nEnd of ${n}.`).join('\n\n');
}

/** An article with a given id, so that its buttons and links can be named. */
export function named(id: string, title: string, body?: string, fields: Readonly<Record<string, string>> = {}): string {
  return article(title, { id, date: '2026-01-01', ...fields }, body);
}

/** A blog, on a Wednesday at noon, in which the author has pressed Start; the articles by their ids. */
export async function openLibrary(
  files: Readonly<Record<string, string>>,
  options: Omit<WorldOptions, 'files'> = {},
): Promise<World> {
  const world = await createWorld({ files, startsAt: WEDNESDAY_NOON, ...options });
  await world.ada.ask('/start');
  return world;
}

/** Presses a button as if it stood below a message: the last of the bot's when none is given. */
export async function tap(person: Person, button: ButtonData, message?: ChatMessage): Promise<string> {
  const { id } = message ?? lastOf(person);
  return (await person.pressData(id, encodeButton(button))).text;
}

export function lastOf(person: Person): ChatMessage {
  const message = person.messages.findLast(({ from }) => from === 'bot');
  if (message === undefined) throw new Error(`nothing came to ${person.persona.firstName} yet`);
  return message;
}

/** A button below a message as it is now, by the beginning of its label. */
export function labelLike(message: ChatMessage | undefined, beginning: string): string {
  const label = message === undefined ? undefined : labels(message).find((text) => text.startsWith(beginning));
  if (label === undefined) throw new Error(`no button "${beginning}…" among ${message && labels(message).join(', ')}`);
  return label;
}

/** The card of an article, by its deep link. */
export function card(person: Person, id: string): Promise<ChatMessage> {
  return person.ask(`/start a_${id}`);
}

/** Opens an article from its card and waits for the page. */
export async function read(person: Person, id: string): Promise<ChatMessage> {
  const shown = await card(person, id);
  await tap(person, { action: 'readArticle', article: id, part: 1 }, shown);
  return await person.waitForMessage(({ keyboard = [] }) => keyboard.length > 0, { after: shown.id });
}

/** A message as it is now. */
export function now(person: Person, { id }: Pick<ChatMessage, 'id'>): ChatMessage {
  const message = person.messages.find((candidate) => candidate.id === id);
  if (message === undefined) throw new Error(`message ${id} is gone`);
  return message;
}

/** Presses a button of a page and waits until the same message holds a text. */
export async function turn(person: Person, page: ChatMessage, label: string, text: string): Promise<ChatMessage> {
  await person.press(label, now(person, page));
  return await person.waitForMessage((message) => message.id === page.id && message.text.includes(text));
}

/** What the bot sent after a message, once everything asked before is done. */
export async function sentAfter(person: Person, { id }: Pick<ChatMessage, 'id'>): Promise<readonly ChatMessage[]> {
  const asked = person.send('/help');
  const end = await person.waitForMessage(({ text }) => text.startsWith('What I can do'), { after: asked.id });
  return person.messages.filter((message) => message.from === 'bot' && message.id > id && message.id < end.id);
}

/** The calls for a person's chat that bring or turn rich messages, with those that were refused. */
export function richCalls(world: World, person: Person): readonly RecordedCall[] {
  return [
    ...callsTo(world, person, 'sendRichMessage'),
    ...callsTo(world, person, 'editMessageText').filter(({ payload }) => payload.rich_message !== undefined),
  ].sort((a, b) => a.index - b.index);
}

export function isRich({ method, payload }: Parameters<FaultScript>[0]): boolean {
  return method === 'sendRichMessage' || (method === 'editMessageText' && payload.rich_message !== undefined);
}

/** The blocks of a rich message, from outside in, those within others too. */
export function blocksOf({ rich }: ChatMessage): readonly RichBlock[] {
  return within(rich?.blocks ?? []);
}

function within(value: unknown): RichBlock[] {
  if (Array.isArray(value)) return value.flatMap(within);
  if (typeof value !== 'object' || value === null) return [];
  const own = typeof Reflect.get(value, 'type') === 'string' ? [value as RichBlock] : [];
  return [...own, ...Object.values(value).flatMap(within)];
}
