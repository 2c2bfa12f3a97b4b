import type { SendOutcome } from '../../src/delivery/deliver.ts';
import type { OutgoingMessage } from '../../src/render/message.ts';
import type { Failure } from '../../src/telegram/outcome.ts';
import type { Probe } from '../../src/telegram/probe-message.ts';

/** What a scripted call does: fail outright, take the message and lose the answer, or hang until it is let go. */
export type Fault = Failure | 'lost after' | 'lost before' | { readonly hang: Promise<void> };

export interface Received {
  readonly id: number;
  readonly chatId: number;
  readonly text: string;
  readonly at: number;
}

/** A bot account: every message in any chat takes the next id. */
export interface FakeTelegram {
  readonly received: Received[];
  readonly probes: { readonly chatId: number; readonly messageId: number }[];
  /** Faults to come for one chat, or for whoever calls next. */
  fail(chatId: number | 'anyone', ...faults: readonly Fault[]): void;
  failProbes(...answers: readonly Probe[]): void;
  /** A person writes to the bot. */
  write(chatId: number): number;
  /** Calls made, scripted failures included. */
  calls(): number;
  texts(chatId: number): readonly string[];
  send(chatId: number, message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome>;
  probe(chatId: number, messageId: number): Promise<Probe>;
}

const LOST: Failure = { state: 'unsure', reason: 'ECONNRESET' };

export function createFakeTelegram(elapsedMs: () => number, firstId = 101): FakeTelegram {
  let nextId = firstId;
  let calls = 0;
  const received: Received[] = [];
  const written: { readonly id: number; readonly chatId: number }[] = [];
  const probes: { chatId: number; messageId: number }[] = [];
  const faults = new Map<number | 'anyone', Fault[]>();
  const probeFaults: Probe[] = [];

  function take(chatId: number, message: OutgoingMessage): SendOutcome {
    const id = nextId++;
    const text = message.kind === 'text' ? message.text.text : message.caption.caption;
    received.push({ id, chatId, text, at: elapsedMs() });
    return { state: 'sent', messageId: id };
  }

  return {
    received,
    probes,
    calls: () => calls,
    texts: (chatId) => received.filter((message) => message.chatId === chatId).map(({ text }) => text),
    fail: (chatId, ...more) => void faults.set(chatId, [...(faults.get(chatId) ?? []), ...more]),
    failProbes: (...answers) => void probeFaults.push(...answers),
    write(chatId) {
      written.push({ id: nextId, chatId });
      return nextId++;
    },
    async send(chatId, message, signal) {
      calls += 1;
      const fault = faults.get(chatId)?.shift() ?? faults.get('anyone')?.shift();
      if (fault === undefined) return take(chatId, message);
      if (fault === 'lost before') return LOST;
      if (fault === 'lost after') {
        take(chatId, message);
        return LOST;
      }
      if (!('hang' in fault)) return fault;
      const brokenOff = new Promise<'broken off'>((resolve) =>
        signal.addEventListener('abort', () => resolve('broken off')),
      );
      if ((await Promise.race([fault.hang, brokenOff])) === 'broken off') return LOST;
      return take(chatId, message);
    },
    async probe(chatId, messageId) {
      probes.push({ chatId, messageId });
      const fault = probeFaults.shift();
      if (fault !== undefined) return fault;
      const exists = [...received, ...written].some((message) => message.id === messageId && message.chatId === chatId);
      return { state: exists ? 'exists' : 'absent' };
    },
  };
}
