import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The least of a Bot API that a bot can be measured against: it hands out updates, takes messages, and does no more
 * work than it must. Runs in a process of its own (see `start-stub.ts`), so that it takes no time of the bot's.
 */
export type StubCommand =
  /** Queues one message of each of `count` chats, then reports when `count` answers have come. */
  | { readonly type: 'feed'; readonly text: string; readonly count: number; readonly firstChat: number }
  /** Reports when `count` messages have come, from the first of them on. */
  | { readonly type: 'watch'; readonly count: number };

export type StubReport =
  | { readonly type: 'listening'; readonly url: string }
  | { readonly type: 'done'; readonly ms: number; readonly lastPayload: Record<string, unknown> };

const HELLO = { id: 1, is_bot: true, first_name: 'Bench', username: 'bench_bot' };
const ANSWERS: Readonly<Record<string, unknown>> = { getMe: HELLO, getMyCommands: [] };
const BATCH = 100;

let updates: { update_id: number; message: unknown }[] = [];
let nextUpdateId = 1;
let nextMessageId = 1;
let wakePoll: () => void = () => undefined;
let watched: { startedAt: number | undefined; left: number } | undefined;

const server = createServer((request, response) => {
  void answer(request).then((result) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, result }));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  report({ type: 'listening', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});

process.on('message', (command: StubCommand) => {
  if (command.type === 'watch') {
    watched = { startedAt: undefined, left: command.count };
    return;
  }
  watched = { startedAt: performance.now(), left: command.count };
  for (let index = 0; index < command.count; index++) {
    updates.push({ update_id: nextUpdateId++, message: incoming(command.firstChat + index, command.text) });
  }
  wakePoll();
});
// The parent is gone, whatever became of it.
process.on('disconnect', () => process.exit());

async function answer(request: IncomingMessage): Promise<unknown> {
  const method = request.url?.split('/').at(-1) ?? '';
  const payload = await readBody(request);
  if (method === 'getUpdates') return poll(Number(payload.offset ?? 0));
  if (method !== 'sendMessage') return ANSWERS[method] ?? (method.startsWith('getMy') ? {} : true);
  countMessage(payload);
  return { message_id: nextMessageId++, date: 0, chat: { id: payload.chat_id, type: 'private' }, text: payload.text };
}

async function poll(offset: number): Promise<unknown> {
  updates = updates.filter(({ update_id }) => update_id >= offset);
  if (updates.length === 0) await new Promise<void>((resolve) => (wakePoll = resolve));
  return updates.slice(0, BATCH);
}

function countMessage(payload: Record<string, unknown>): void {
  if (watched === undefined) return;
  watched.startedAt ??= performance.now();
  watched.left -= 1;
  if (watched.left > 0) return;
  const ms = performance.now() - watched.startedAt;
  watched = undefined;
  report({ type: 'done', ms, lastPayload: payload });
}

function incoming(chatId: number, text: string): unknown {
  const person = { id: chatId, is_bot: false, first_name: 'Ann', language_code: 'en' };
  const command = /^\/\w+/.exec(text)?.[0];
  const entities =
    command === undefined ? {} : { entities: [{ type: 'bot_command', offset: 0, length: command.length }] };
  const chat = { id: chatId, type: 'private', first_name: 'Ann' };
  return { message_id: nextMessageId++, date: 0, chat, from: person, text, ...entities };
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function report(message: StubReport): void {
  process.send?.(message);
}
