import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createRateCounter } from './rate-counter.ts';

/**
 * The least of a Bot API that a bot can be measured against: it hands out updates, takes messages, and does no more
 * work than it must. Runs in a process of its own (see `start-stub.ts`), so that it takes no time of the bot's.
 */
export type StubCommand =
  /** Queues one message of each of `count` chats, then reports when all of these have been answered. */
  | { readonly type: 'feed'; readonly text: string; readonly count: number; readonly firstChat: number }
  /** Reports when `count` messages have come to chats below `belowChat`, from the first of them on. */
  | { readonly type: 'watch'; readonly count: number; readonly belowChat?: number }
  /** Reports how many messages have come to chats below `belowChat` within `forMs` of the first of them. */
  | { readonly type: 'count'; readonly forMs: number; readonly belowChat: number }
  /** From now on refuses what is above a rate, as Telegram does, and takes its time to answer. */
  | { readonly type: 'limit'; readonly perSecond: number; readonly latencyMs: number };

export type StubReport = { readonly id: number } & (
  | { readonly type: 'listening'; readonly url: string }
  /** The first message of a `count` has come. */
  | { readonly type: 'begun' }
  | {
      readonly type: 'done';
      readonly ms: number;
      readonly messages: number;
      /** Answered with a 429 since the command was given. */
      readonly refused: number;
      readonly lastPayload: Record<string, unknown>;
    }
);

interface Watch {
  readonly id: number;
  readonly counts: (chatId: number) => boolean;
  readonly refusedBefore: number;
  /** Ends the watch this long after its first message. */
  readonly forMs?: number;
  startedAt: number | undefined;
  messages: number;
  left: number;
}

const HELLO = { id: 1, is_bot: true, first_name: 'Bench', username: 'bench_bot' };
const ANSWERS: Readonly<Record<string, unknown>> = { getMe: HELLO, getMyCommands: [] };
const BATCH = 100;
const RETRY_AFTER_SECONDS = 3;

let updates: { update_id: number; message: unknown }[] = [];
let nextUpdateId = 1;
let nextMessageId = 1;
let wakePoll: () => void = () => undefined;
let latencyMs = 0;
let rate = createRateCounter(Number.POSITIVE_INFINITY);
let refused = 0;
const watches = new Set<Watch>();

const server = createServer((request, response) => {
  void answer(request).then((body) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  report({ id: 0, type: 'listening', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});

process.on('message', ({ id, command }: { readonly id: number; readonly command: StubCommand }) => {
  switch (command.type) {
    case 'limit':
      rate = createRateCounter(command.perSecond);
      latencyMs = command.latencyMs;
      return report({ id, type: 'done', ms: 0, messages: 0, refused: 0, lastPayload: {} });
    case 'watch':
      return watch({ id, counts: below(command.belowChat), left: command.count });
    case 'count': {
      const { forMs, belowChat } = command;
      return watch({ id, counts: below(belowChat), left: Number.POSITIVE_INFINITY, forMs });
    }
    case 'feed':
      return feed(id, command);
  }
});
// The parent is gone, whatever became of it.
process.on('disconnect', () => process.exit());

async function answer(request: IncomingMessage): Promise<unknown> {
  const method = request.url?.split('/').at(-1) ?? '';
  const payload = await readBody(request);
  if (method === 'getUpdates') return { ok: true, result: await poll(Number(payload.offset ?? 0)) };
  if (method !== 'sendMessage') {
    return { ok: true, result: ANSWERS[method] ?? (method.startsWith('getMy') ? {} : true) };
  }
  const isTaken = rate.take(performance.now());
  if (isTaken) countMessage(payload);
  if (latencyMs > 0) await wait(latencyMs);
  if (!isTaken) return refuse();
  const chat = { id: payload.chat_id, type: 'private' };
  return { ok: true, result: { message_id: nextMessageId++, date: 0, chat, text: payload.text } };
}

function refuse(): unknown {
  refused += 1;
  const description = `Too Many Requests: retry after ${RETRY_AFTER_SECONDS}`;
  return { ok: false, error_code: 429, description, parameters: { retry_after: RETRY_AFTER_SECONDS } };
}

async function poll(offset: number): Promise<unknown> {
  updates = updates.filter(({ update_id }) => update_id >= offset);
  if (updates.length === 0) await new Promise<void>((resolve) => (wakePoll = resolve));
  return updates.slice(0, BATCH);
}

function watch(what: Pick<Watch, 'id' | 'counts' | 'left' | 'forMs'> & { readonly startedAt?: number }): void {
  watches.add({ startedAt: undefined, ...what, refusedBefore: refused, messages: 0 });
}

function feed(id: number, { text, count, firstChat }: Extract<StubCommand, { type: 'feed' }>): void {
  const isFed = (chatId: number) => chatId >= firstChat && chatId < firstChat + count;
  watch({ id, counts: isFed, left: count, startedAt: performance.now() });
  for (let index = 0; index < count; index++) {
    updates.push({ update_id: nextUpdateId++, message: incoming(firstChat + index, text) });
  }
  wakePoll();
}

function below(limit = Number.POSITIVE_INFINITY): (chatId: number) => boolean {
  return (chatId) => chatId < limit;
}

function countMessage(payload: Record<string, unknown>): void {
  const now = performance.now();
  for (const watching of watches) {
    if (!watching.counts(Number(payload.chat_id))) continue;
    if (watching.startedAt === undefined) {
      watching.startedAt = now;
      if (watching.forMs !== undefined) {
        report({ id: watching.id, type: 'begun' });
        setTimeout(() => end(watching, payload), watching.forMs);
      }
    }
    watching.messages += 1;
    watching.left -= 1;
    if (watching.left <= 0) end(watching, payload);
  }
}

function end(watching: Watch, lastPayload: Record<string, unknown>): void {
  if (!watches.delete(watching)) return;
  const { id, messages, startedAt = 0, refusedBefore } = watching;
  const ms = performance.now() - startedAt;
  report({ id, type: 'done', ms, messages, refused: refused - refusedBefore, lastPayload });
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
