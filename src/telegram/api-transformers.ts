import type { Transformer } from 'grammy';
import type { Logger } from '../log.ts';
import type { Clock } from './clock.ts';
import { interpretFailure } from './outcome.ts';
import type { Pace } from './pace.ts';
import type { PaceKind } from './pace-limits.ts';

// Asking whether a message exists is answered by a refusal either way; asking for the menu of an author who has not
// pressed Start yet is refused, and whoever asks says what follows.
const MAY_BE_REFUSED: ReadonlySet<string> = new Set(['stopPoll', 'getMyCommands']);

/** Logs method, chat, code and milliseconds of every call; never its text. An empty long poll is not worth a line. */
export function logCalls(log: Logger, clock: Clock): Transformer {
  return async (prev, method, payload, signal) => {
    const startedAt = clock.elapsedMs();
    const facts = () => ({ method, chat: chatOf(payload), ms: Math.round(clock.elapsedMs() - startedAt) });
    try {
      const answer = await prev(method, payload, signal);
      if (!answer.ok && !MAY_BE_REFUSED.has(method)) log.info('call refused', { ...facts(), code: answer.error_code });
      else if (method !== 'getUpdates') log.debug('call', facts());
      return answer;
    } catch (error) {
      // The error's own text may hold the address and in it the token.
      if (signal?.aborted !== true) log.warn('call broken', { ...facts(), outcome: interpretFailure(error) });
      throw error;
    }
  };
}

/** Tells of each new message. Not of edited ones: whether a message is new matters to whoever listens. */
export function noteMessages(onMessage: (chatId: number, messageId: number) => void): Transformer {
  return async (prev, method, payload, signal) => {
    const answer = await prev(method, payload, signal);
    if (answer.ok && sendsMessage(method))
      for (const message of [answer.result].flat()) noteMessage(message, onMessage);
    return answer;
  };
}

function noteMessage(message: unknown, onMessage: (chatId: number, messageId: number) => void): void {
  if (typeof message !== 'object' || message === null || !('message_id' in message) || !('chat' in message)) return;
  const { message_id: messageId, chat } = message;
  const chatId: unknown = typeof chat === 'object' && chat !== null && 'id' in chat ? chat.id : undefined;
  if (typeof messageId === 'number' && typeof chatId === 'number') onMessage(chatId, messageId);
}

/**
 * Lets each message wait for its slot. In reply to a person, edits and answers to buttons go at once; otherwise edits
 * wait as well.
 */
export function takeSlots(pace: Pace, kind: PaceKind): Transformer {
  return async (prev, method, payload, signal) => {
    const waits = sendsMessage(method) || (kind !== 'reply' && method.startsWith('edit'));
    // grammY declares an older AbortSignal; it is the same object.
    if (!waits) return prev(method, payload, signal);
    const slot = await pace.take(kind, Number(chatOf(payload)) || 0, signal as AbortSignal | undefined);
    const answer = await prev(method, payload, signal);
    slot.answered();
    return answer;
  };
}

/**
 * Makes everybody wait when a message meets a 429. A 429 on anything else concerns that call alone: a person who
 * presses buttons very fast shall not hold up other people's messages.
 */
export function noteWaits(pace: Pace): Transformer {
  return async (prev, method, payload, signal) => {
    const answer = await prev(method, payload, signal);
    const seconds = answer.ok ? undefined : answer.parameters?.retry_after;
    if (seconds !== undefined && sendsMessage(method)) pace.pause(seconds);
    return answer;
  };
}

/** Whether a method brings new messages to a chat. */
export function sendsMessage(method: string): boolean {
  return /^(send|copyMessage|forwardMessage)/.test(method) && method !== 'sendChatAction';
}

/** The chat that a call is about, if any. */
export function chatOf(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'chat_id') : undefined;
}
