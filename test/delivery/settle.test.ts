import { describe, expect, it } from 'vitest';
import { createMessageIds } from '../../src/delivery/message-ids.ts';
import type { ChatId } from '../../src/delivery/ports/ids.ts';
import type { ClaimedDelivery } from '../../src/delivery/ports/ledger.ts';
import { settle, type UnsurePolicy } from '../../src/delivery/settle.ts';
import { createPace } from '../../src/telegram/pace.ts';
import type { Probe } from '../../src/telegram/probe-message.ts';
import { createFakeClock } from '../telegram/fake-clock.ts';
import { createFakeTelegram } from './fake-telegram.ts';
import { quiet } from './quiet.ts';

const READER = 7;

function claimFrom(messageIdBefore: number, chatId = READER): ClaimedDelivery {
  return { ...({} as ClaimedDelivery), id: 1 as never, chatId: chatId as never, attempt: 1, messageIdBefore };
}

interface Arrangement {
  readonly known?: readonly number[];
  readonly unsurePolicy?: UnsurePolicy;
  readonly callsUnderWay?: number;
}

function arrange({ known = [], unsurePolicy = 'resend', callsUnderWay = 1 }: Arrangement = {}) {
  const clock = createFakeClock();
  const telegram = createFakeTelegram(clock);
  const messageIds = createMessageIds({ greatest: 100 });
  const pace = createPace({ perSecond: 30, clock });
  const ports = {
    ...{ clock, messageIds, pace, unsurePolicy, log: quiet, probe: telegram.probe },
    ledger: { knownMessageIds: async () => new Set(known) },
  };
  const push = (chatId = READER) =>
    telegram.send({ kind: 'text', text: { text: 'a' } } as never, { chatId: chatId as ChatId, silent: false }, never());
  async function run(claim = claimFrom(100), stopping = never()) {
    const outcome: { ended: boolean; result?: unknown } = { ended: false };
    void settle(claim, ports, callsUnderWay, stopping).then((result) =>
      Object.assign(outcome, { ended: true, result }),
    );
    await clock.runUntil(() => outcome.ended);
    return outcome.result;
  }
  return { clock, telegram, messageIds, pace, push, run };
}

function never(): AbortSignal {
  return new AbortController().signal;
}

const notSent = { result: { state: 'pending', reason: 'was not sent' } };
const lost = { whose: 'telegram', reason: 'answers were lost' };

function sentAs(messageId: number) {
  return { state: 'ended', result: { state: 'sent', messageId, form: undefined }, verdict: 'fine' };
}

describe('settling a lost answer', () => {
  it('finds the message among those of others', async () => {
    const { telegram, push, run } = arrange();
    await push(8);
    await push(9);
    await push();
    expect(await run()).toEqual(sentAs(103));
    expect(telegram.probes.map(({ messageId }) => messageId)).toEqual([101, 102, 103]);
  });

  it('asks for no id that is known to be another message’s, in this chat or any other', async () => {
    const { telegram, messageIds, push, run } = arrange({ known: [102] });
    messageIds.note(READER, telegram.write(READER));
    telegram.write(READER);
    messageIds.note(8, telegram.write(8));
    await push();
    expect(await run()).toEqual(sentAs(104));
    expect(telegram.probes).toEqual([{ chatId: READER, messageId: 104 }]);
  });

  it('ends with the message going out again when no id in reach is its', async () => {
    const { telegram, messageIds, run } = arrange();
    messageIds.note(READER, telegram.write(READER));
    expect(await run()).toMatchObject(notSent);
    expect(telegram.probes.length).toBe(50);
  });

  it('sends again at once the first time, and after a rest when answers go on being lost', async () => {
    const first = arrange();
    const again = (await first.run()) as { result: { dueAt: Date } };
    expect(again.result.dueAt).toEqual(first.clock.now());
    const second = arrange();
    const later = (await second.run({ ...claimFrom(100), attempt: 2 })) as { result: { dueAt: Date } };
    expect(later.result.dueAt.getTime()).toBeGreaterThan(second.clock.now().getTime());
  });

  it('looks less far when ids have been handed out since', async () => {
    const { clock, telegram, messageIds, run } = arrange();
    void clock.sleep(1_000).then(() => messageIds.note(8, 140));
    expect(await run()).toMatchObject(notSent);
    expect(telegram.probes.at(-1)?.messageId).toBe(160);
  });

  it('looks as far as calls were under way together', async () => {
    const { clock, telegram, messageIds, run } = arrange({ callsUnderWay: 150 });
    void clock.sleep(1_000).then(() => messageIds.note(8, 101));
    expect(await run()).toMatchObject(notSent);
    expect(telegram.probes.at(-1)?.messageId).toBe(251);
  });

  it.each<[UnsurePolicy, object]>([
    ['resend', { result: { state: 'pending', reason: 'unsure, and too many messages have gone by' }, verdict: lost }],
    ['leave', { result: { state: 'failed', reason: 'unsure, and too many messages have gone by' }, verdict: lost }],
  ])('asks a bounded number of times however many ids have gone by, then %s decides', async (unsurePolicy, result) => {
    const { telegram, messageIds, run } = arrange({ unsurePolicy });
    messageIds.note(8, 100_000);
    expect(await run()).toMatchObject(result);
    expect(telegram.probes.length).toBe(100);
  });

  it('takes the message it has found for known', async () => {
    const { messageIds, push, run } = arrange();
    await push();
    await run();
    expect(messageIds.has(101)).toBe(true);
    expect(messageIds.greatest()).toBe(101);
  });

  it('waits out a 429 together with everybody else, then goes on with the same id', async () => {
    const { clock, telegram, push, run } = arrange();
    await push();
    telegram.failProbes({ state: 'wait', seconds: 40 });
    expect(await run()).toEqual(sentAs(101));
    expect(clock.elapsedMs()).toBeGreaterThanOrEqual(42_000);
    expect(telegram.probes.map(({ messageId }) => messageId)).toEqual([101, 101]);
  });

  it('outlasts a broken network', async () => {
    const { telegram, push, run } = arrange();
    await push();
    const broken: Probe[] = [
      { state: 'retry', reason: 'ENOTFOUND' },
      { state: 'unsure', reason: 'ECONNRESET' },
      { state: 'retry', reason: '500' },
    ];
    telegram.failProbes(...broken);
    expect(await run()).toEqual(sentAs(101));
  });

  it('keeps the pace of pushes', async () => {
    const { clock, run } = arrange();
    await run();
    // Two seconds before the first of fifty questions.
    expect(clock.elapsedMs()).toBeGreaterThan(2_000 + 1_600);
  });

  it.each<[Probe, object]>([
    [
      { state: 'gone', reason: '400: Bad Request: chat not found' },
      { result: { state: 'gone', reason: '400: Bad Request: chat not found' }, verdict: 'fine' },
    ],
    [
      { state: 'unauthorised', reason: '401: Unauthorized' },
      { state: 'unauthorised', reason: '401: Unauthorized' },
    ],
    [
      { state: 'refused', reason: '404: Not Found: method not found' },
      { result: { state: 'pending', reason: 'unsure, and Telegram cannot be asked' }, verdict: lost },
    ],
  ])('answered %o ends as %o', async (answer, result) => {
    const { telegram, run } = arrange();
    telegram.failProbes(answer);
    expect(await run()).toMatchObject(result);
  });

  it('leaves what Telegram does not tell, if the policy says so, but sends again what certainly was not sent', async () => {
    const dumb = arrange({ unsurePolicy: 'leave' });
    dumb.telegram.failProbes({ state: 'refused', reason: '404: Not Found: method not found' });
    expect(await dumb.run()).toMatchObject({ result: { state: 'failed' } });
    expect(await arrange({ unsurePolicy: 'leave' }).run()).toMatchObject(notSent);
  });

  it('is put off when the sender stops', async () => {
    const { telegram, push, run } = arrange();
    await push();
    const stopping = new AbortController();
    stopping.abort();
    expect(await run(claimFrom(100), stopping.signal)).toBeUndefined();
    expect(telegram.probes).toEqual([]);
  });

  it.each<[UnsurePolicy, string]>([
    ['resend', 'pending'],
    ['leave', 'failed'],
  ])('does not ask in groups, whose ids count everybody’s messages: %s makes it %s', async (unsurePolicy, state) => {
    const { telegram, run } = arrange({ unsurePolicy });
    expect(await run(claimFrom(100, -1_000_777))).toMatchObject({ result: { state }, verdict: lost });
    expect(telegram.probes).toEqual([]);
  });
});
