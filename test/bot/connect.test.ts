import { Api } from 'grammy';
import { describe, expect, it } from 'vitest';
import { connect } from '../../src/bot/connect.ts';
import { TokenRefusedError } from '../../src/bot/token-refused-error.ts';
import type { Logger } from '../../src/log.ts';

type Reply = object | Error | 'silence';

const ignore = () => undefined;
const quiet: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const ME = { ok: true, result: { id: 1, is_bot: true, first_name: 'Notes', username: 'notes_bot' } };

/** Telegram gives these answers in turn; silence lasts until the call is broken off. */
function start(...replies: Reply[]) {
  const api = new Api('1:fake');
  const methods: string[] = [];
  const silent = Promise.withResolvers<void>();
  api.config.use(async (_previous, method, _payload, signal) => {
    methods.push(method);
    const reply = replies.shift() ?? { ok: true, result: true };
    if (reply instanceof Error) throw reply;
    if (reply !== 'silence') return reply as never;
    silent.resolve();
    return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  });
  const waits: number[] = [];
  const clock = { now: () => new Date(0), elapsedMs: () => 0, sleep: async (ms: number) => void waits.push(ms) };
  const stopping = new AbortController();
  const connected = connect(api, { clock, log: quiet, signal: stopping.signal });
  return { connected, methods, waits, stopping, silent: silent.promise };
}

describe('connecting', () => {
  it('goes on until Telegram answers, then takes a webhook away', async () => {
    const { connected, methods, waits } = start(new Error('no network'), new Error('no network'), ME);
    expect(await connected).toMatchObject({ username: 'notes_bot' });
    expect(methods).toEqual(['getMe', 'getMe', 'getMe', 'deleteWebhook']);
    expect(waits).toEqual([1_000, 2_000]);
  });

  it('waits as long as Telegram asks', async () => {
    const busy = { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 300 } };
    const { connected, waits } = start(busy, ME);
    await connected;
    expect(waits).toEqual([300_000]);
  });

  it('ends at once when it is called off while Telegram keeps silent', async () => {
    const { connected, methods, stopping, silent } = start('silence');
    await silent;
    stopping.abort();
    expect(await connected).toBeUndefined();
    expect(methods).toEqual(['getMe']);
  });

  it('does not go on with a token that Telegram refuses', async () => {
    const { connected } = start({ ok: false, error_code: 401, description: 'Unauthorized' });
    await expect(connected).rejects.toThrow(TokenRefusedError);
  });
});
