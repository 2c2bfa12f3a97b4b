import type { Logger } from '../log.ts';
import type { OutgoingMessage } from '../render/message.ts';
import type { Clock } from '../telegram/clock.ts';
import type { DeleteOutcome } from '../telegram/delete-message.ts';
import type { EditOutcome } from '../telegram/edit-message.ts';
import { DELETE_WINDOW_HOURS } from '../telegram/limits.ts';
import type { Pace } from '../telegram/pace.ts';
import type { Correction, CorrectionOutcome, SentMessage } from './ports/corrections.ts';
import { retryDelayMs } from './retry-delay.ts';

export interface CorrectMessagePorts {
  /**
   * What was sent as it should look now, best first; a digest leaves out what is not in the catalogue any more.
   * `undefined` when nothing remains.
   */
  compose(sent: SentMessage): Promise<readonly OutgoingMessage[] | undefined>;
  /** Stands in place of a message whose articles, so many of them, have been retracted. */
  withdrawn(languageCode: string | undefined, articles: number): OutgoingMessage;
  /** One call to Telegram each; they do not wait, retry or throw. */
  edit(sent: SentMessage, message: OutgoingMessage, signal: AbortSignal): Promise<EditOutcome>;
  delete(sent: SentMessage, signal: AbortSignal): Promise<DeleteOutcome>;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface CorrectSignals {
  readonly stopping: AbortSignal;
  /** Breaks off calls under way: they are made again at the next start. */
  readonly breakOff: AbortSignal;
}

/** What came of a message; `undefined` when it was called off. */
export type Corrected =
  | CorrectionOutcome['state']
  | { readonly state: 'unauthorised'; readonly reason: string }
  | undefined;

// Clocks may differ, and a slot may take its time.
const DELETE_MARGIN_MS = 10 * 60_000;
const DELETABLE_FOR_MS = DELETE_WINDOW_HOURS * 3_600_000 - DELETE_MARGIN_MS;
const MOST_BROKEN_CALLS = 5;

/** Makes one message that was sent show its articles as they are now, or takes it back. Doing so twice does no harm. */
export async function correctMessage(
  sent: SentMessage,
  { kind, announcementId }: Pick<Correction, 'kind' | 'announcementId'>,
  ports: CorrectMessagePorts,
  signals: CorrectSignals,
): Promise<Corrected> {
  const retracts = kind === 'retract';
  const articles = retracts
    ? sent.articles.filter((article) => article.announcementId !== announcementId)
    : sent.articles;
  const ladder = articles.length === 0 ? undefined : await ports.compose({ ...sent, articles });
  if (ladder !== undefined) return edit(sent, ladder, ports, signals);
  if (retracts) return takeBack(sent, ports, signals);
  // A file that is not there is no reason to take a message back.
  ports.log.warn('a message could not be corrected: its article is not in the catalogue', { delivery: sent.cursor });
  return 'failed';
}

async function takeBack(sent: SentMessage, ports: CorrectMessagePorts, signals: CorrectSignals): Promise<Corrected> {
  if (ports.clock.now().getTime() - sent.sentAt.getTime() < DELETABLE_FOR_MS) {
    const answer = await callUntilAnswered(sent, () => ports.delete(sent, signals.breakOff), ports, signals);
    // A message that may not be deleted may still be edited.
    if (answer?.state !== 'denied' && answer?.state !== 'refused') return conclude(sent, answer, ports);
  }
  return edit(sent, [ports.withdrawn(sent.languageCode, sent.articles.length)], ports, signals);
}

/** Steps down the ladder where Telegram refuses a message. */
async function edit(
  sent: SentMessage,
  ladder: readonly OutgoingMessage[],
  ports: CorrectMessagePorts,
  signals: CorrectSignals,
): Promise<Corrected> {
  let answer: Answer | undefined;
  for (const message of ladder) {
    answer = await callUntilAnswered(sent, () => ports.edit(sent, message, signals.breakOff), ports, signals);
    if (answer?.state !== 'refused' && answer?.state !== 'unsupported') return conclude(sent, answer, ports);
  }
  return conclude(sent, answer ?? { state: 'refused', reason: 'nothing to show' }, ports);
}

type Answer = Exclude<EditOutcome | DeleteOutcome, { state: 'wait' }>;

function conclude(sent: SentMessage, answer: Answer | undefined, { log }: CorrectMessagePorts): Corrected {
  switch (answer?.state) {
    case undefined:
      return undefined;
    case 'edited':
    case 'notModified':
      return 'corrected';
    case 'deleted':
      return 'deleted';
    case 'missing':
    case 'gone':
    case 'moved':
      // Deleted by the reader, or out of reach in a chat that was left; a supergroup does not take the old ids along.
      return 'missing';
    case 'unauthorised':
      return answer;
    case 'denied':
    case 'refused':
    case 'unsupported':
    case 'retry':
    case 'unsure':
    case 'conflict':
      log.warn('a message could not be corrected', { delivery: sent.cursor, reason: answer.reason });
      return 'failed';
    default:
      return answer satisfies never;
  }
}

/** One call, through pauses and broken connections; `undefined` when called off. */
async function callUntilAnswered(
  { chatId }: SentMessage,
  call: () => Promise<EditOutcome | DeleteOutcome>,
  { pace, clock }: CorrectMessagePorts,
  { stopping }: CorrectSignals,
): Promise<Answer | undefined> {
  for (let broken = 0; ; ) {
    try {
      await pace.take('edit', chatId, stopping);
    } catch (error) {
      if (stopping.aborted) return undefined;
      throw error;
    }
    const answer = await call();
    if (answer.state === 'wait') {
      pace.pause(answer.seconds);
      continue;
    }
    if (answer.state !== 'retry' && answer.state !== 'unsure' && answer.state !== 'conflict') return answer;
    broken += 1;
    if (stopping.aborted) return undefined;
    if (broken === MOST_BROKEN_CALLS) return answer;
    await clock.sleep(retryDelayMs(broken), stopping);
  }
}
