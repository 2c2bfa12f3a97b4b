import { describe, expect, it } from 'vitest';
import type { Logger } from '../../src/log.ts';
import { logCalls } from '../../src/telegram/api-transformers.ts';
import { createFakeClock } from './fake-clock.ts';

/** The level at which a refused call of a method is logged. */
async function levelOf(method: string): Promise<string[]> {
  const levels: string[] = [];
  const at = (level: string) => () => void levels.push(level);
  const log: Logger = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const refuse = async () => ({ ok: false, error_code: 400, description: 'Bad Request: chat not found' }) as never;
  await logCalls(log, createFakeClock())(refuse, method as never, { chat_id: 7 } as never);
  return levels;
}

describe('the log of calls', () => {
  it('tells the operator of a refusal', async () => {
    expect(await levelOf('sendMessage')).toEqual(['info']);
  });

  it.each(['stopPoll', 'getMyCommands'])('makes nothing of a refused %s, which is an answer too', async (method) => {
    expect(await levelOf(method)).toEqual(['debug']);
  });
});
