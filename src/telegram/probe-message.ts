import type { Api } from 'grammy';
import { type Failure, interpretFailure } from './outcome.ts';

/** Whether a chat holds a message under an id. */
export type Probe = { readonly state: 'exists' } | { readonly state: 'absent' } | Failure;

/**
 * Asks whether a message exists, without any effect: stopping a poll that is none is refused in words that tell the
 * two apart (read in the source of the Bot API server and TDLib, not promised by the documentation). Never for chats
 * in which this bot runs polls: an open one would be closed. Never throws.
 */
export async function probeMessage(api: Api, chatId: number, messageId: number, signal?: AbortSignal): Promise<Probe> {
  try {
    // grammY declares an older AbortSignal; it is the same object.
    await api.stopPoll(chatId, messageId, {}, signal as Parameters<Api['stopPoll']>[3]);
    return { state: 'absent' };
  } catch (error) {
    const failure = interpretFailure(error);
    if (!('reason' in failure)) return failure;
    if (/message is not a poll/i.test(failure.reason)) return { state: 'exists' };
    // A poll is there, but somebody else's: no message of ours under this id.
    if (/poll to stop not found|poll can't be stopped/i.test(failure.reason)) return { state: 'absent' };
    return failure;
  }
}
