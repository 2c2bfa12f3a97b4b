import { FormattedString } from '@grammyjs/parse-mode';
import type { Words } from '../locales/texts.ts';
import { MESSAGE_TEXT_LIMIT } from '../telegram/limits.ts';
import { progressButtons, stepButton } from './announcement-buttons.ts';
import type { AnnouncementFacts, AnnouncementLight } from './announcement-facts.ts';
import { announcementTitle, isDismissed, progressLines } from './announcement-progress.ts';
import { type Audience, describeAudience } from './announcement-questions.ts';
import { formatDay } from './article-lines.ts';
import { cutFormatted, cutText } from './cut.ts';
import { joinFormatted } from './formatted.ts';
import type { Keyboard, TextMessage } from './message.ts';

export interface LossReason {
  readonly state: 'failed' | 'gone' | 'skipped';
  readonly reason: string;
  readonly count: number;
}

const NUMBERS_IN_ROW = 5;
const REASON_LIMIT = 120;

/** The last announcements, each with how it stands and a button that opens its report. */
export function renderDeliveries(announcements: readonly AnnouncementFacts[], words: Words): TextMessage {
  if (announcements.length === 0) {
    return { kind: 'text', text: new FormattedString(words.text('author-deliveries-empty')), keyboard: [] };
  }
  const heading = FormattedString.b(words.text('author-deliveries-heading'));
  const entries = announcements.map((facts, index) =>
    joinFormatted([`${index + 1}. `, announcementTitle(facts.title), `\n${factsLine(facts, words)}`]),
  );
  const buttons = announcements.map(({ id }, index) => stepButton(String(index + 1), id, 'open'));
  const keyboard = [buttons.slice(0, NUMBERS_IN_ROW), buttons.slice(NUMBERS_IN_ROW)].filter((row) => row.length > 0);
  return {
    kind: 'text',
    text: cutFormatted(joinFormatted([heading, ...entries], '\n\n'), MESSAGE_TEXT_LIMIT),
    keyboard,
  };
}

/**
 * All there is to tell of one announcement: how it stands, whom it would reach, why some did not get it, what can be
 * done, and a way back.
 */
export function renderDeliveryReport(
  facts: AnnouncementFacts,
  { reasons, audience }: { readonly reasons: readonly LossReason[]; readonly audience?: Audience | undefined },
  light: AnnouncementLight,
  words: Words,
): TextMessage {
  const reach = audience === undefined ? [] : [describeAudience(audience, words)];
  const about = joinFormatted([announcementTitle(facts.title), ...progressLines(facts, light, words), ...reach], '\n');
  const lines = reasons.map((each) => reasonLine(each, words));
  const why = lines.length === 0 ? [] : [[words.text('author-reasons'), ...lines].join('\n')];
  const text = cutFormatted(joinFormatted([about, ...why], '\n\n'), MESSAGE_TEXT_LIMIT);
  const back = stepButton(words.text('author-deliveries-back-button'), facts.id, 'list');
  const refresh = stepButton(words.text('author-refresh-button'), facts.id, 'open');
  const last = goesOn(facts) ? [back, refresh] : [back];
  return { kind: 'text', text, keyboard: [...reportButtons(facts, light, words), last] };
}

/** A report is not kept up to date by itself, as the message about an announcement is. */
function goesOn({ state }: AnnouncementFacts): boolean {
  return state === 'planning' || state === 'running' || state === 'paused';
}

function reportButtons(facts: AnnouncementFacts, { now }: AnnouncementLight, words: Words): Keyboard {
  if (facts.state !== 'held' && facts.state !== 'approval') return progressButtons(facts, now, words);
  return [
    [
      stepButton(words.text('author-publish-button'), facts.id, 'publish'),
      stepButton(words.text('author-silent-button'), facts.id, 'silent'),
      stepButton(words.text('author-dismiss-button'), facts.id, 'cancel'),
    ],
  ];
}

function factsLine(facts: AnnouncementFacts, words: Words): string {
  const { total, sent, startedAt, state } = facts;
  const begun = state !== 'held' && state !== 'approval' && state !== 'planning';
  const nobody = begun && state !== 'cancelled' && total === 0;
  const counts = [
    ...(nobody ? [words.text('author-sent-nobody')] : []),
    ...(begun && total > 0 ? [words.text('author-sent', { sent, total })] : []),
  ];
  const name = isDismissed(facts) ? words.text('author-state-dismissed') : stateName(state, words);
  return [name, ...counts, formatDay(startedAt, words.language)].join(' · ');
}

function stateName(state: AnnouncementFacts['state'], words: Words): string {
  switch (state) {
    case 'held':
    case 'approval':
      return words.text('author-state-waiting');
    case 'planning':
      return words.text('author-state-planning');
    case 'running':
      return words.text('author-state-running');
    case 'paused':
      return words.text('author-state-paused');
    case 'finished':
      return words.text('author-state-finished');
    case 'cancelled':
      return words.text('author-state-cancelled');
    case 'retracted':
      return words.text('author-state-retracted');
  }
}

function reasonLine({ state, count, reason: whole }: LossReason, words: Words): string {
  const reason = cutText(whole, REASON_LIMIT);
  switch (state) {
    case 'failed':
      return words.text('author-reason-failed', { count, reason });
    case 'gone':
      return words.text('author-reason-gone', { count, reason });
    case 'skipped':
      return words.text('author-reason-skipped', { count, reason });
  }
}
