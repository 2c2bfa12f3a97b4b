import type { Logger } from '../log.ts';
import type { OutgoingMessage } from '../render/message.ts';
import type { Clock } from '../telegram/clock.ts';
import type { Failure } from '../telegram/outcome.ts';
import { leftAloneUntil } from './desk-fingerprints.ts';
import type { DeskSubject } from './desk-subjects.ts';
import type { Ladder } from './ladders.ts';
import type { AuthorMessageKey, AuthorMessages } from './ports/announcements.ts';

export interface DeskMessagePorts {
  readonly authorMessages: Pick<AuthorMessages, 'get' | 'set'>;
  /** Waits for its turn behind everything else; the signal gives up. Never throws. */
  readonly send: (
    authorId: number,
    message: OutgoingMessage,
    signal: AbortSignal,
  ) => Promise<{ readonly state: 'sent'; readonly messageId: number } | Failure>;
  /** The same for a message the author has already. */
  readonly edit: (
    authorId: number,
    messageId: number,
    message: OutgoingMessage,
    signal: AbortSignal,
  ) => Promise<{ readonly state: 'edited' } | Failure>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What came of showing a subject to an author. */
export type Shown =
  | { readonly state: 'shown' }
  /** Not before that many milliseconds have passed. */
  | { readonly state: 'later'; readonly ms: number }
  /** The author has blocked the bot, or never pressed Start. */
  | { readonly state: 'unreachable' };

export interface DeskMessages {
  /** Makes an author's message about a subject say what it is to say. For one author not to be called twice at once. */
  show(authorId: number, subject: DeskSubject, signal: AbortSignal): Promise<Shown>;
}

interface Standing {
  /** How often Telegram failed in a row. */
  readonly faults: number;
  readonly waitsUntilMs: number;
  readonly unreachable: boolean;
}

const EDIT_EVERY_MS = 3_000;
const FIRST_RETRY_MS = 3_000;
const LONGEST_RETRY_MS = 60_000;
// Perhaps the author presses Start meanwhile.
const UNREACHABLE_MS = 600_000;
const SHOWN: Shown = { state: 'shown' };

/** Keeps exactly one message for each subject and author, edited in place. */
export function createDeskMessages({ authorMessages, send, edit, clock, log }: DeskMessagePorts): DeskMessages {
  const standings = new Map<number, Standing>();
  const touchedAtMs = new Map<string, number>();
  const refused = new Map<string, string>();

  async function sendNew(key: AuthorMessageKey, { message, shows }: DeskSubject, signal: AbortSignal) {
    const outcome = await climbDown(await message(), (rung) => send(key.authorId, rung, signal));
    return outcome.state === 'sent' ? succeed(key, outcome.messageId, shows) : fail(key, shows, outcome);
  }

  async function editKept(key: AuthorMessageKey, messageId: number, subject: DeskSubject, signal: AbortSignal) {
    const outcome = await climbDown(await subject.message(), (rung) => edit(key.authorId, messageId, rung, signal));
    if (outcome.state === 'edited' || outcome.state === 'notModified') return succeed(key, messageId, subject.shows);
    if (outcome.state !== 'missing') return fail(key, subject.shows, outcome);
    // Deleted by the author.
    return subject.editOnly === true ? succeed(key, messageId, subject.shows) : sendNew(key, subject, signal);
  }

  async function succeed(key: AuthorMessageKey, messageId: number, shows: string): Promise<Shown> {
    await authorMessages.set(key, { messageId, shows });
    standings.delete(key.authorId);
    const now = clock.elapsedMs();
    for (const [name, at] of touchedAtMs) if (at <= now - EDIT_EVERY_MS) touchedAtMs.delete(name);
    touchedAtMs.set(nameOf(key), now);
    return SHOWN;
  }

  function fail(key: AuthorMessageKey, shows: string, failure: Failure): Shown {
    const { authorId } = key;
    const before = standings.get(authorId);
    const faults = (before?.faults ?? 0) + 1;
    const waits = (ms: number, unreachable: boolean) =>
      standings.set(authorId, { faults, waitsUntilMs: clock.elapsedMs() + ms, unreachable });
    switch (failure.state) {
      case 'wait':
        waits(failure.seconds * 1_000, false);
        return { state: 'later', ms: failure.seconds * 1_000 };
      case 'retry':
      case 'unsure': {
        const ms = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (faults - 1));
        waits(ms, false);
        return { state: 'later', ms };
      }
      case 'refused':
      case 'unsupported':
        log.error('Telegram refused a message to an author', { author: authorId, kind: key.kind, failure });
        refused.set(nameOf(key), shows);
        return SHOWN;
      default:
        if (before?.unreachable !== true) {
          log.warn('an author could not be told; has this person pressed Start?', { author: authorId, failure });
        }
        waits(UNREACHABLE_MS, true);
        return { state: 'unreachable' };
    }
  }

  return {
    async show(authorId, subject, signal) {
      const key = { kind: subject.kind, subject: subject.subject, authorId };
      const kept = await authorMessages.get(key);
      if (kept === undefined ? subject.editOnly === true : kept.shows === subject.shows) return SHOWN;
      // Asking again would not help; another text may.
      if (refused.get(nameOf(key)) === subject.shows) return SHOWN;
      const standing = standings.get(authorId);
      const authorWaitsMs = (standing?.waitsUntilMs ?? 0) - clock.elapsedMs();
      if (authorWaitsMs > 0) {
        return standing?.unreachable === true ? { state: 'unreachable' } : { state: 'later', ms: authorWaitsMs };
      }
      const messageWaitsMs = Math.max(
        (touchedAtMs.get(nameOf(key)) ?? Number.NEGATIVE_INFINITY) + EDIT_EVERY_MS - clock.elapsedMs(),
        kept === undefined ? 0 : leftAloneUntil(kept.shows) - clock.now().getTime(),
      );
      if (messageWaitsMs > 0) return { state: 'later', ms: messageWaitsMs };
      return kept === undefined ? sendNew(key, subject, signal) : editKept(key, kept.messageId, subject, signal);
    },
  };
}

/** Takes the first rung that Telegram does not refuse. */
async function climbDown<Outcome extends { readonly state: string }>(
  [first, ...others]: Ladder,
  call: (message: OutgoingMessage) => Promise<Outcome>,
): Promise<Outcome> {
  if (first === undefined) throw new Error('a message to an author has no form at all');
  let outcome = await call(first);
  for (const rung of others) {
    if (outcome.state !== 'refused' && outcome.state !== 'unsupported') break;
    outcome = await call(rung);
  }
  return outcome;
}

function nameOf({ kind, subject, authorId }: AuthorMessageKey): string {
  return `${kind} ${subject} ${authorId}`;
}
