import type { DeliverPorts, SendOutcome } from '../../src/delivery/deliver.ts';
import type { SentMessage } from '../../src/delivery/ports/corrections.ts';
import type { MessageForm } from '../../src/delivery/ports/ledger.ts';
import type { OutgoingMessage } from '../../src/render/message.ts';
import type { Clock } from '../../src/telegram/clock.ts';
import type { Failure } from '../../src/telegram/outcome.ts';
import type { Probe } from '../../src/telegram/probe-message.ts';

/** What a scripted call does: fail outright, take the message and lose the answer, or hang until it is let go. */
export type Fault = Failure | 'lost after' | 'lost before' | { readonly hang: Promise<void> };

export interface Received {
  readonly id: number;
  readonly chatId: number;
  readonly text: string;
  readonly form: MessageForm;
  readonly silent: boolean;
  readonly at: number;
}

/** Messages changed or taken back, by what they show since; deleted ones show nothing. */
export interface Change {
  readonly chatId: number;
  readonly messageId: number;
  readonly text: string | undefined;
  readonly at: number;
}

/** A bot account: every message in any chat takes the next id. */
export interface FakeTelegram {
  readonly received: Received[];
  readonly changes: Change[];
  readonly probes: { readonly chatId: number; readonly messageId: number }[];
  /** Faults to come for one chat, or for whoever calls next. */
  fail(chatId: number | 'anyone', ...faults: readonly Fault[]): void;
  failProbes(...answers: readonly Probe[]): void;
  /** Edits and deletions to come, of whatever message. */
  failChanges(...answers: readonly Failure[]): void;
  /** A person writes to the bot. */
  write(chatId: number): number;
  /** How long a send takes from now on. */
  setLatency(ms: number): void;
  /** Calls made, scripted failures included. */
  calls(): number;
  texts(chatId: number): readonly string[];
  send: DeliverPorts['send'];
  edit(sent: SentMessage, message: OutgoingMessage): Promise<{ readonly state: 'edited' } | Failure>;
  delete(sent: SentMessage): Promise<{ readonly state: 'deleted' } | Failure>;
  probe(chatId: number, messageId: number): Promise<Probe>;
}

const LOST: Failure = { state: 'unsure', reason: 'ECONNRESET' };

/** Answers at once and takes everything, as long as it is not told otherwise. */
export function createFakeTelegram(clock: Clock, firstId = 101): FakeTelegram {
  const { elapsedMs } = clock;
  let latencyMs = 0;
  let nextId = firstId;
  let calls = 0;
  const received: Received[] = [];
  const written: { readonly id: number; readonly chatId: number }[] = [];
  const probes: { chatId: number; messageId: number }[] = [];
  const faults = new Map<number | 'anyone', Fault[]>();
  const probeFaults: Probe[] = [];
  const changes: Change[] = [];
  const changeFaults: Failure[] = [];

  function take({ chatId, silent }: Parameters<DeliverPorts['send']>[1], message: OutgoingMessage): SendOutcome {
    const id = nextId++;
    received.push({ id, chatId, text: textOf(message), form: message.kind, silent, at: elapsedMs() });
    return { state: 'sent', messageId: id, form: message.kind };
  }

  function change({ chatId, messageId }: SentMessage, text: string | undefined): Failure | undefined {
    calls += 1;
    const fault = changeFaults.shift();
    if (fault === undefined) changes.push({ chatId, messageId, text, at: elapsedMs() });
    return fault;
  }

  return {
    received,
    probes,
    changes,
    calls: () => calls,
    texts: (chatId) => received.filter((message) => message.chatId === chatId).map(({ text }) => text),
    fail: (chatId, ...more) => void faults.set(chatId, [...(faults.get(chatId) ?? []), ...more]),
    failProbes: (...answers) => void probeFaults.push(...answers),
    failChanges: (...answers) => void changeFaults.push(...answers),
    write(chatId) {
      written.push({ id: nextId, chatId });
      return nextId++;
    },
    edit: async (sent, message) => change(sent, textOf(message)) ?? { state: 'edited' },
    delete: async (sent) => change(sent, undefined) ?? { state: 'deleted' },
    setLatency(ms) {
      latencyMs = ms;
    },
    async send(message, to, signal) {
      const { chatId } = to;
      calls += 1;
      if (latencyMs > 0) await clock.sleep(latencyMs);
      const fault = faults.get(chatId)?.shift() ?? faults.get('anyone')?.shift();
      if (fault === undefined) return take(to, message);
      if (fault === 'lost before') return LOST;
      if (fault === 'lost after') {
        take(to, message);
        return LOST;
      }
      if (!('hang' in fault)) return fault;
      const brokenOff = new Promise<'broken off'>((resolve) =>
        signal.addEventListener('abort', () => resolve('broken off')),
      );
      if ((await Promise.race([fault.hang, brokenOff])) === 'broken off') return LOST;
      return take(to, message);
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

function textOf(message: OutgoingMessage): string {
  return message.kind === 'text' ? message.text.text : message.caption.caption;
}
