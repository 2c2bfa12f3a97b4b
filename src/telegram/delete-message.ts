import type { Api } from 'grammy';
import { type Failure, interpretFailure } from './outcome.ts';
import { grammySignal } from './send-message.ts';

export type DeleteOutcome = { readonly state: 'deleted' } | Failure;

/**
 * Deletes a message and tells what came of it: `missing` when it was gone already, `denied` when it is there and stays,
 * usually because it is older than `DELETE_WINDOW_HOURS`; it can still be edited then. Never throws.
 */
export async function tryDeleteMessage(
  api: Api,
  chatId: number,
  messageId: number,
  signal?: AbortSignal,
): Promise<DeleteOutcome> {
  try {
    await api.deleteMessage(chatId, messageId, grammySignal(signal));
    return { state: 'deleted' };
  } catch (error) {
    const failure = interpretFailure(error);
    if (failure.state !== 'missing' || !/can't be deleted/i.test(failure.reason)) return failure;
    return { state: 'denied', reason: failure.reason };
  }
}
