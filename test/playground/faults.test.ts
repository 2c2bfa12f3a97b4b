import { GrammyError, HttpError } from 'grammy';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/playground/faults.ts';
import { createBot, MIA, startPlayground, TOKEN } from './setup.ts';

/** Mia's chat, and a first message to it that meets this fault. */
async function sendInto(fault: Fault) {
  const playground = await startPlayground({
    faults: ({ method, nth }) => (method === 'sendMessage' && nth === 0 ? fault : undefined),
  });
  const mia = playground.person(MIA);
  mia.send('/start');
  const { api } = createBot(playground);
  const sending = api.sendMessage(MIA, 'news').then(
    () => undefined,
    (error: unknown) => error,
  );
  const received = () => mia.messages.filter(({ from }) => from === 'bot').map(({ text }) => text);
  return { playground, api, sending, received };
}

describe('scripted faults', () => {
  it.each<[Fault, object]>([
    [
      { kind: 'rate-limited', retryAfterSeconds: 7 },
      { error_code: 429, description: 'Too Many Requests: retry after 7', parameters: { retry_after: 7 } },
    ],
    [
      { kind: 'forbidden', description: 'Forbidden: user is deactivated' },
      { error_code: 403, description: 'Forbidden: user is deactivated' },
    ],
    [
      { kind: 'refused', description: 'Bad Request: TOPIC_CLOSED' },
      { error_code: 400, description: 'Bad Request: TOPIC_CLOSED' },
    ],
    [
      { kind: 'migrated', chatId: -100_7 },
      { error_code: 400, parameters: { migrate_to_chat_id: -100_7 } },
    ],
    [{ kind: 'no-stars' }, { error_code: 400, description: 'Bad Request: BALANCE_TOO_LOW' }],
    [
      { kind: 'server-error', status: 502, body: 'json' },
      { error_code: 502, description: 'Bad Gateway' },
    ],
  ])('answer %j instead of doing it, once', async (fault, expected) => {
    const { api, sending, received } = await sendInto(fault);
    const error = await sending;
    expect(error).toBeInstanceOf(GrammyError);
    expect(error).toMatchObject(expected);
    expect(received()).toEqual([]);
    await api.sendMessage(MIA, 'again');
    expect(received()).toEqual(['again']);
  });

  it('cut the connection before anything is done', async () => {
    const { playground, sending, received } = await sendInto({ kind: 'cut-before' });
    expect(await sending).toBeInstanceOf(HttpError);
    expect(received()).toEqual([]);
    expect(playground.calls.at(-1)).toMatchObject({ method: 'sendMessage', outcome: 'cut', payload: { text: 'news' } });
  });

  it('cut the connection after everything is done', async () => {
    const { sending, received } = await sendInto({ kind: 'cut-after' });
    expect(await sending).toBeInstanceOf(HttpError);
    expect(received()).toEqual(['news']);
  });

  it('answer with a page of HTML', async () => {
    const { playground, sending, received } = await sendInto({ kind: 'server-error', status: 503, body: 'html' });
    expect(await sending).toBeInstanceOf(HttpError);
    expect(received()).toEqual([]);
    playground.setFaults(() => ({ kind: 'server-error', status: 503, body: 'html' }));
    const answer = await fetch(`${playground.apiRoot}/bot${TOKEN}/getMe`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('<h1>503 Service Unavailable</h1>');
  });

  it.each([
    [false, []],
    [true, ['news']],
  ])('hang until released (after it is done: %s)', async (after, meanwhile) => {
    const release = Promise.withResolvers<void>();
    const { playground, sending, received } = await sendInto({ kind: 'hang', until: release.promise, after });
    await playground.waitForCall(({ method }) => method === 'sendMessage', { begun: true });
    // The call stands where the fault holds it; one more exchange proves that nothing moves on by itself.
    await fetch(`${playground.apiRoot}/bot${TOKEN}/getMe`);
    expect(received()).toEqual(meanwhile);
    release.resolve();
    expect(await sending).toBeUndefined();
    expect(received()).toEqual(['news']);
  });

  it('let a hanging call go when the server stops', async () => {
    const { playground, sending, received } = await sendInto({ kind: 'hang', until: new Promise(() => undefined) });
    await playground.waitForCall(({ method }) => method === 'sendMessage', { begun: true });
    await playground.stop();
    expect(await sending).toBeInstanceOf(HttpError);
    expect(() => received()).not.toThrow();
  });
});
