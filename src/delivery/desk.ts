import { createBell } from './bell.ts';
import { createDeskMessages, type DeskMessagePorts, type Shown } from './desk-messages.ts';
import { createDeskRates } from './desk-rates.ts';
import { type DeskSubject, findSubjects, type SubjectPorts } from './desk-subjects.ts';
import type { Announcement, Announcements, AuthorMessages } from './ports/announcements.ts';

export interface DeskPorts
  extends Omit<SubjectPorts, 'announcements' | 'authorMessages' | 'rates'>,
    Omit<DeskMessagePorts, 'authorMessages'> {
  readonly announcements: SubjectPorts['announcements'] & Pick<Announcements, 'setReported'>;
  readonly authorMessages: AuthorMessages;
  /** Without any, what is over is told in the log. */
  readonly authors: readonly number[];
}

/** Tells authors what goes out, how it went and what they have to decide. */
export interface Desk {
  start(): void;
  /** The database may hold something that authors are to be shown. */
  wake(): void;
  /** Begins nothing more; a call under way has `graceMs` to end, so that it is known what the author has. */
  stop(graceMs?: number): Promise<void>;
}

// Rings come by the dozen while an announcement goes out.
const ROUND_GAP_MS = 500;
const LIVELY_MS = 3_000;
const FAULT_MS = 10_000;
// In case something changed and nobody rang.
const LONGEST_NAP_MS = 60_000;
const STOP_GRACE_MS = 2_000;

/**
 * Keeps one message for each subject and author, whatever was shown before: all it shows comes from the database, and
 * which messages there are does too, so a restart goes on editing them.
 */
export function createDesk(ports: DeskPorts): Desk {
  const { announcements, authors, clock, log } = ports;
  const bell = createBell(clock);
  const messages = createDeskMessages(ports);
  const subjectPorts = { ...ports, rates: createDeskRates() };
  const stopping = new AbortController();
  const calls = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const nap = await lookAround(signal).catch((error: unknown) => {
        log.error('the desk could not tell the authors how things stand; it tries again', { error });
        return FAULT_MS;
      });
      await clock.sleep(ROUND_GAP_MS, signal);
      await bell.wait(signal, nap);
    }
  }

  /** Shows what is to be shown; gives the milliseconds until that may have changed, `undefined` for as long as nobody rings. */
  async function lookAround(signal: AbortSignal): Promise<number | undefined> {
    if (authors.length === 0) return tellLog();
    const subjects = await findSubjects(subjectPorts, clock.now(), clock.elapsedMs());
    const naps = subjects.flatMap(({ lively }) => (lively === true ? [LIVELY_MS] : []));
    const shown = await Promise.all(authors.map((author) => showAll(author, subjects, signal)));
    for (const [index, { ended }] of subjects.entries()) {
      const isTold = shown.every((toAuthor) => toAuthor[index]?.state !== 'later');
      if (ended !== undefined && isTold && !signal.aborted) await report(ended);
    }
    naps.push(...shown.flat().flatMap((each) => (each.state === 'later' ? [each.ms] : [])));
    if (subjects.some(({ ended }) => ended === undefined)) naps.push(LONGEST_NAP_MS);
    return naps.length === 0 ? undefined : Math.min(...naps);
  }

  async function showAll(author: number, subjects: readonly DeskSubject[], signal: AbortSignal): Promise<Shown[]> {
    const shown: Shown[] = [];
    for (const subject of subjects) {
      shown.push(signal.aborted ? { state: 'later', ms: 0 } : await messages.show(author, subject, calls.signal));
    }
    return shown;
  }

  /** Unless it has gone on while the authors were told. */
  async function report({ id, state, open }: Announcement): Promise<void> {
    const current = await announcements.get(id);
    if (current?.state === state && current.open === open) await announcements.setReported(id, clock.now());
  }

  async function tellLog(): Promise<undefined> {
    for (const { id, articleId, state, total, sent, failed, gone, skipped } of await announcements.unreported()) {
      if (state !== 'finished' && state !== 'cancelled' && state !== 'retracted') continue;
      if (!(await announcements.setReported(id, clock.now()))) continue;
      log.info('an announcement is over', { article: articleId, state, total, sent, failed, gone, skipped });
    }
  }

  return {
    start() {
      running = run(stopping.signal);
    },
    wake: () => bell.ring(),
    async stop(graceMs = STOP_GRACE_MS) {
      stopping.abort();
      const isOver = new AbortController();
      void clock.sleep(graceMs, isOver.signal).then(() => calls.abort());
      await running;
      isOver.abort();
    },
  };
}
