import { FormattedString } from '@grammyjs/parse-mode';
import type { Article, ContentProblem } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { announcementTitle } from '../render/announcement-progress.ts';
import { cutFormatted, cutText } from '../render/cut.ts';
import type { TextMessage } from '../render/message.ts';
import { MESSAGE_TEXT_LIMIT } from '../telegram/limits.ts';

/** Tells authors of what they have to mend. */
export interface Report {
  /** All faults of the latest check. Only those not told before are told. */
  faults(problems: readonly ContentProblem[]): Promise<void>;
  /** Telegram takes no Stars for a faster broadcast, for the reason given. */
  paymentRefused(reason: string): void;
  /** Messages of an announcement failed so often that it waits for an author. An edited message would make no sound. */
  paused(title: string, reason: string): void;
  /** Telegram would not take a page of an article in its rich form; readers get it in a plainer one. */
  pageRefused(article: Pick<Article, 'title' | 'file'>, page: number, reason: string): void;
  /** The API server is older than rich messages; readers get plainer ones. */
  richUnsupported(reason: string): void;
}

/** Which faults the author knows of, kept over restarts. */
export interface ToldFaults {
  read(): Promise<readonly string[]>;
  write(keys: readonly string[]): Promise<void>;
}

export interface ReportPorts {
  readonly words: Words;
  /** Sends to every author; does not throw. */
  tellAuthors(message: TextMessage): void;
  readonly told: ToldFaults;
}

const FAULTS_IN_A_MESSAGE = 8;
// Room for the heading and for the line that counts the rest.
const FAULT_TEXT_LIMIT = Math.floor((MESSAGE_TEXT_LIMIT - 300) / FAULTS_IN_A_MESSAGE);
const TITLE_SHOWN = 150;
const MESSAGE_SHOWN = 180;
const REMEDY_SHOWN = 120;

/** Puts troubles into words for the author. */
export function createReport({ words, tellAuthors, told }: ReportPorts): Report {
  return {
    async faults(problems) {
      const before = new Set(await told.read());
      const keys = new Set(problems.map(keyOf));
      const fresh = problems.filter((problem) => !before.has(keyOf(problem)));
      if (fresh.length > 0) tellAuthors({ kind: 'text', text: describeFaults(words, fresh) });
      // A fault that was mended and comes back is news again.
      if (fresh.length > 0 || keys.size !== before.size) await told.write([...keys]);
    },
    paymentRefused(reason) {
      tellAuthors({ kind: 'text', text: words.rich('delivery-payment-refused', { reason }) });
    },
    paused(title, reason) {
      const args = { title: announcementTitle(title), reason: cutText(reason, MESSAGE_SHOWN) };
      tellAuthors({ kind: 'text', text: words.rich('delivery-paused', args) });
    },
    pageRefused({ title, file }, page, reason) {
      const args = {
        title: announcementTitle(title),
        page: String(page),
        file,
        reason: cutText(reason, MESSAGE_SHOWN),
      };
      tellAuthors({ kind: 'text', text: words.rich('delivery-page-refused', args) });
    },
    richUnsupported(reason) {
      const args = { reason: cutText(reason, MESSAGE_SHOWN) };
      tellAuthors({ kind: 'text', text: words.rich('delivery-rich-unsupported', args) });
    },
  };
}

function describeFaults(words: Words, problems: readonly ContentProblem[]): FormattedString {
  const shown = problems.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  const parts = [words.rich('delivery-faults', { count: problems.length })];
  for (const problem of shown.slice(0, FAULTS_IN_A_MESSAGE)) parts.push(describeFault(words, problem));
  const rest = problems.length - FAULTS_IN_A_MESSAGE;
  if (rest > 0) parts.push(words.rich('delivery-more-faults', { count: rest }));
  return FormattedString.join(parts, '\n\n');
}

function describeFault(words: Words, { severity, file, line, message, remedy }: ContentProblem): FormattedString {
  const place = line === undefined ? file : words.text('delivery-fault-place', { file, line: String(line) });
  const key = severity === 'error' ? 'delivery-fault' : 'delivery-warning';
  const said = { message: cutText(message, MESSAGE_SHOWN), remedy: cutText(remedy, REMEDY_SHOWN) };
  return cutFormatted(words.rich(key, { place: bold(place), ...said }), FAULT_TEXT_LIMIT);
}

/** The line does not count: text above a fault moves it without changing it. */
function keyOf({ severity, file, message }: ContentProblem): string {
  return JSON.stringify([severity, file, message]);
}

function bold(text: string): FormattedString {
  return FormattedString.b(cutText(text, TITLE_SHOWN));
}
