import { FormattedString } from '@grammyjs/parse-mode';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/log.ts';
import { createTelegram, type Telegram } from '../../src/telegram/api.ts';
import { systemClock } from '../../src/telegram/clock.ts';
import { createPace, type Pace } from '../../src/telegram/pace.ts';
import { createPaidBroadcast, type PaidBroadcast } from '../../src/telegram/paid-broadcast.ts';
import { trySendMessage } from '../../src/telegram/send-message.ts';
import { ok, refuse, type ScriptedServer, startScriptedServer } from './scripted-server.ts';

const message = { kind: 'text', text: new FormattedString('News') } as const;
const taken = ok({ message_id: 1, chat: { id: 7 } });
const log = createLogger({ level: 'error', write: () => undefined });

let server: ScriptedServer;
let pace: Pace;
let telegram: Telegram;
let paid: PaidBroadcast;
let refusals: string[];
let takes: string[];

function connect(enabled: boolean): void {
  refusals = [];
  takes = [];
  const real = createPace({ perSecond: 30, clock: systemClock });
  pace = {
    ...real,
    async take(kind, chatId, signal) {
      takes.push(`${kind} to ${chatId}`);
      return await real.take(kind, chatId, signal);
    },
  };
  paid = createPaidBroadcast({ enabled, pace, freeRate: 30, onRefused: (reason) => refusals.push(reason), log });
  telegram = createTelegram({
    token: '123456:obviously-fake-token-for-tests-only',
    apiRoot: server.root,
    ...{ pace, log, clock: systemClock, paidBroadcast: paid.transformer },
  });
}

beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(async () => {
  await telegram.close();
  await server.close();
});

const flags = () => server.calls.map(({ body }) => JSON.parse(body).allow_paid_broadcast);

describe('a paid broadcast', () => {
  it('marks pushes, and neither edits nor replies, and lets the pace go to a thousand a second', async () => {
    connect(true);
    expect(pace.rate()).toBe(1_000);
    await trySendMessage(telegram.pushes, 7, message);
    await telegram.pushes.sendPhoto(7, 'file id');
    await telegram.pushes.editMessageText(7, 1, 'hello');
    await telegram.replies.sendMessage(7, 'hello');
    expect(flags()).toEqual([true, true, undefined, undefined]);
  });

  it('that is not enabled changes nothing', async () => {
    connect(false);
    await trySendMessage(telegram.pushes, 7, message);
    expect(pace.rate()).toBe(30);
    expect(paid.active()).toBe(false);
    expect(flags()).toEqual([undefined]);
  });

  it.each([
    [400, 'Bad Request: BALANCE_TOO_LOW'],
    [400, 'Bad Request: not enough Telegram Stars'],
    [402, 'Payment Required'],
    [403, 'Forbidden: paid broadcast is not available'],
    [406, 'Not Acceptable: PAYMENT_REQUIRED'],
  ])('refused by %i %s goes on at the free pace, with the same message first', async (code, description) => {
    connect(true);
    server.script.push(refuse(code, description), taken, taken);
    expect((await trySendMessage(telegram.pushes, 7, message)).state).toBe('sent');
    expect(takes).toEqual(['push to 7']);
    expect(pace.rate()).toBe(30);
    expect(paid.active()).toBe(false);
    await trySendMessage(telegram.pushes, 8, message);
    expect(flags()).toEqual([true, undefined, undefined]);
    expect(refusals).toEqual([`${code}: ${description}`]);
  });

  it('says once that it was refused, however many calls were under way', async () => {
    connect(true);
    const refusal = refuse(400, 'Bad Request: BALANCE_TOO_LOW');
    server.script.push(refusal, refusal, refusal);
    const sent = await Promise.all([1, 2, 3].map((chat) => trySendMessage(telegram.pushes, chat, message)));
    expect(sent.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    expect(refusals.length).toBe(1);
  });

  it.each([
    [400, 'Bad Request: chat not found', 'gone'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'denied'],
    [403, 'Forbidden: bot was blocked by the user', 'gone'],
    [403, 'Forbidden: ALLOW_PAYMENT_REQUIRED_5', 'denied'],
    [429, 'Too Many Requests: retry after 3', 'wait'],
  ])('is not given up for %i %s, which has another cause', async (code, description, state) => {
    connect(true);
    server.script.push(refuse(code, description));
    expect((await trySendMessage(telegram.pushes, 7, message)).state).toBe(state);
    expect(paid.active()).toBe(true);
    expect(server.calls.length).toBe(1);
  });

  it('leaves a refused message for later when the bot stops meanwhile', async () => {
    connect(true);
    pace.close();
    server.script.push(refuse(400, 'Bad Request: BALANCE_TOO_LOW'));
    expect((await trySendMessage(telegram.pushes, 7, message)).state).toBe('retry');
    expect(server.calls.length).toBe(1);
  });
});
