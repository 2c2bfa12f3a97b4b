import type { Api } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { Logger } from '../log.ts';
import type { Clock } from '../telegram/clock.ts';
import { interpretFailure } from '../telegram/outcome.ts';
import { TokenRefusedError } from './token-refused-error.ts';

const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 60_000;

/**
 * Says hello to Telegram and gets ready for long polling. Waits as long as Telegram cannot be reached, so that a
 * server without network at boot needs nobody's help; throws a TokenRefusedError when the token is wrong.
 * Gives `undefined` when aborted.
 */
export async function connect(
  api: Api,
  { clock, log, signal }: { clock: Clock; log: Logger; signal: AbortSignal },
): Promise<UserFromGetMe | undefined> {
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      // grammY names the signal of an older package; it works with the platform's own.
      const breakOff = signal as Parameters<Api['getMe']>[0];
      const me = await api.getMe(breakOff);
      // A webhook left by an earlier life of this bot would make every poll a conflict.
      await api.deleteWebhook({}, breakOff);
      return me;
    } catch (error) {
      if (signal.aborted) return undefined;
      const failure = interpretFailure(error);
      if (failure.state === 'unauthorised') throw new TokenRefusedError(error);
      const askedMs = failure.state === 'wait' ? failure.seconds * 1_000 : 0;
      const waitMs = Math.max(askedMs, Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), MAX_BACKOFF_MS));
      log.warn('cannot reach Telegram yet, trying again', { failure, seconds: waitMs / 1_000 });
      await clock.sleep(waitMs, signal);
    }
  }
  return undefined;
}
