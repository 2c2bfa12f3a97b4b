import { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { type AnswerIds, createAnswerIds } from '../../src/bot/answer-ids.ts';
import { createPoller, type Inbox } from '../../src/bot/poller.ts';
import { TokenRefusedError } from '../../src/bot/token-refused-error.ts';
import type { Logger } from '../../src/log.ts';

type Reply = Update[] | { error_code: number; description: string; parameters?: { retry_after: number } } | Error;

const silent: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function message(updateId: number, chatId = 1): Update {
  const chat = { id: chatId, type: 'private', first_name: 'Mia' };
  return { update_id: updateId, message: { message_id: updateId, date: 0, chat, text: 'hi' } } as Update;
}

function memoryInbox(rows = new Map<number, { update: Update; done: boolean }>()): Inbox & { rows: typeof rows } {
  return {
    rows,
    store: async (updates) => {
      const fresh = updates.filter(({ update_id }) => !rows.has(update_id));
      for (const update of fresh) rows.set(update.update_id, { update, done: false });
      return fresh;
    },
    pending: async () => [...rows.values()].filter(({ done }) => !done).map(({ update }) => update),
    done: async (id) => {
      const row = rows.get(id);
      if (row !== undefined) row.done = true;
    },
    lastUpdateId: async () => (rows.size === 0 ? undefined : Math.max(...rows.keys())),
  };
}

/** grammY's own client over a scripted Telegram; when the script is over, getUpdates hangs until it is aborted. */
function scripted(replies: Reply[]) {
  const offsets: (number | undefined)[] = [];
  const api = new Api('1:fake');
  const exhausted = Promise.withResolvers<void>();
  api.config.use(async (_previous, _method, payload, signal) => {
    offsets.push((payload as { offset?: number }).offset);
    const reply = replies.shift();
    if (reply instanceof Error) throw reply;
    if (Array.isArray(reply)) return { ok: true, result: reply } as never;
    if (reply !== undefined) return { ok: false, ...reply } as never;
    exhausted.resolve();
    return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  });
  return { api, offsets, exhausted: exhausted.promise };
}

function start(
  replies: Reply[],
  options: {
    inbox?: Inbox;
    handle?: (update: Update) => Promise<void>;
    log?: Logger;
    onConflict?: () => void;
    answersTo?: AnswerIds['take'];
  } = {},
) {
  const telegram = scripted(replies);
  const handled: number[] = [];
  const waits: number[] = [];
  const inbox = options.inbox ?? memoryInbox();
  const waiters: { count: number; resolve: () => void }[] = [];
  const poller = createPoller({
    api: telegram.api,
    inbox,
    handle: async (update) => {
      await options.handle?.(update);
      handled.push(update.update_id);
      for (const { count, resolve } of waiters) if (handled.length >= count) resolve();
    },
    log: options.log ?? silent,
    ...(options.onConflict && { onConflict: options.onConflict }),
    ...(options.answersTo && { answersTo: options.answersTo }),
    clock: {
      now: () => new Date(0),
      elapsedMs: () => 0,
      sleep: async (ms) => {
        waits.push(ms);
      },
    },
  });
  const untilHandled = (count: number) =>
    new Promise<void>((resolve) => (handled.length >= count ? resolve() : waiters.push({ count, resolve })));
  return { ...telegram, poller, handled, untilHandled, waits, inbox, running: poller.run() };
}

describe('the poller', () => {
  it('asks for what comes after the greatest stored update', async () => {
    const run = start([[message(7), message(8)], [message(9)]]);
    await run.untilHandled(3);
    await run.exhausted;
    await run.poller.stop();
    expect(run.offsets).toEqual([undefined, 9, 10]);
    expect(run.handled).toEqual([7, 8, 9]);
  });

  it('stores a batch before the request that confirms it', async () => {
    const inbox = memoryInbox();
    const run = start([[message(1)]], { inbox });
    await run.exhausted;
    expect([...inbox.rows.keys()]).toEqual([1]);
    await run.poller.stop();
  });

  it('handles an update that Telegram hands out twice only once', async () => {
    const run = start([[message(1)], [message(1), message(2)]]);
    await run.exhausted;
    await run.poller.stop();
    expect(run.handled).toEqual([1, 2]);
  });

  it('handles what an earlier process left in the inbox, first', async () => {
    const rows = new Map([[4, { update: message(4), done: false }]]);
    const run = start([[message(5)]], { inbox: memoryInbox(rows) });
    await run.exhausted;
    await run.poller.stop();
    expect(run.handled).toEqual([4, 5]);
  });

  it('keeps the order within a chat while another chat goes ahead', async () => {
    const slow = Promise.withResolvers<void>();
    const run = start([[message(1, 10), message(2, 10), message(3, 20)]], {
      handle: (update) => (update.update_id === 1 ? slow.promise : Promise.resolve()),
    });
    await run.exhausted;
    expect(run.handled).toEqual([3]);
    slow.resolve();
    await run.poller.stop();
    expect(run.handled.slice(0, 2)).toEqual([3, 1]);
  });

  it('finishes what is under way when it stops, and leaves the rest in the inbox', async () => {
    const slow = Promise.withResolvers<void>();
    const inbox = memoryInbox();
    const run = start([[message(1), message(2)]], { inbox, handle: () => slow.promise });
    await run.exhausted;
    const stopped = run.poller.stop();
    slow.resolve();
    await stopped;
    await run.running;
    expect(run.handled).toEqual([1]);
    expect((await inbox.pending()).map(({ update_id }) => update_id)).toEqual([2]);
  });

  it('leaves an update in the inbox when handling it fails, and goes on with the others', async () => {
    const inbox = memoryInbox();
    const run = start([[message(1), message(2)]], {
      inbox,
      handle: async ({ update_id }) => {
        if (update_id === 1) throw new Error('disk full');
      },
    });
    await run.untilHandled(1);
    await run.poller.stop();
    expect((await inbox.pending()).map(({ update_id }) => update_id)).toEqual([1]);
    expect(run.handled).toEqual([2]);
  });

  it('waits longer after each failure and starts over after a success', async () => {
    const broken = { error_code: 502, description: 'Bad Gateway' };
    const run = start([broken, broken, new Error('socket hang up'), [], broken]);
    await run.exhausted;
    await run.poller.stop();
    expect(run.waits).toEqual([1_000, 2_000, 4_000, 1_000]);
  });

  it('waits at least as long as a 429 asks', async () => {
    const run = start([{ error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 17 } }]);
    await run.exhausted;
    await run.poller.stop();
    expect(run.waits).toEqual([17_000]);
  });

  it('writes down by which messages an update was answered', async () => {
    const answers: unknown[] = [];
    const inbox = memoryInbox();
    const { done } = inbox;
    const noting = {
      ...inbox,
      done: (...args: Parameters<Inbox['done']>) => {
        answers.push(args[2]);
        return done(...args);
      },
    };
    const ids = createAnswerIds();
    const run = start([[message(1, 7), message(2, 8)]], {
      inbox: noting,
      answersTo: ids.take,
      handle: async ({ update_id }) => ids.note(update_id === 1 ? 7 : 8, update_id * 100),
    });
    await run.exhausted;
    await run.poller.stop();
    expect(answers).toEqual([[100], [200]]);
  });

  it('explains a conflict in words, and says so to whoever sends', async () => {
    const warnings: string[] = [];
    let conflicts = 0;
    const onConflict = () => {
      conflicts += 1;
    };
    const log = { ...silent, warn: (text: string) => warnings.push(text) };
    const run = start([{ error_code: 409, description: 'Conflict: terminated by other getUpdates request' }], {
      log,
      onConflict,
    });
    await run.exhausted;
    await run.poller.stop();
    expect(warnings.join()).toContain('another program');
    expect(conflicts).toBe(1);
  });

  it('gives up when the token is refused', async () => {
    const run = start([{ error_code: 401, description: 'Unauthorized' }]);
    await expect(run.running).rejects.toBeInstanceOf(TokenRefusedError);
  });
});
