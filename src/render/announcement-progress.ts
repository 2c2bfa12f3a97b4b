import { FormattedString } from '@grammyjs/parse-mode';
import type { Words } from '../locales/texts.ts';
import { MESSAGE_TEXT_LIMIT } from '../telegram/limits.ts';
import { progressButtons } from './announcement-buttons.ts';
import type { AnnouncementFacts, AnnouncementLight } from './announcement-facts.ts';
import { estimateDuration, formatDuration, formatMoment } from './announcement-times.ts';
import { cutFormatted, cutText } from './cut.ts';
import { joinFormatted } from './formatted.ts';
import { isolate } from './isolate.ts';
import type { TextMessage } from './message.ts';

const TITLE_LIMIT = 150;
const NOTE_LIMIT = 300;
const BAR_CELLS = 12;
// The undo window is counted down in steps, since each is an edit.
const COUNTDOWN_STEP_MS = 10_000;
const SLOW_RATE = 10;

/** An announcement on its way, or how it ended, with the buttons that make sense. */
export function renderProgress(facts: AnnouncementFacts, light: AnnouncementLight, words: Words): TextMessage {
  const text = joinFormatted([announcementTitle(facts.title), ...progressLines(facts, light, words)], '\n');
  const keyboard = progressButtons(facts, light.now, words);
  return { kind: 'text', text: cutFormatted(text, MESSAGE_TEXT_LIMIT), keyboard };
}

/** An article's title in bold. */
export function announcementTitle(title: string): FormattedString {
  return FormattedString.b(isolate(cutText(title, TITLE_LIMIT)));
}

/** Whether an announcement was given up before it began. */
export function isDismissed({ state, opensAt, total }: AnnouncementFacts): boolean {
  return state === 'cancelled' && opensAt === undefined && total === 0;
}

/** How an announcement stands, line by line. */
export function progressLines(facts: AnnouncementFacts, light: AnnouncementLight, words: Words): string[] {
  switch (facts.state) {
    case 'held':
    case 'approval':
      return [words.text('author-waits')];
    case 'planning':
      return [words.text('author-preparing')];
    case 'running':
      return runningLines(facts, light, words);
    case 'paused':
      return [...barLines(facts, words, []), ...pauseLines(facts, light, words), ...lossLines(facts, words)];
    case 'finished':
      return finishedLines(facts, words);
    case 'cancelled':
      if (isDismissed(facts)) return [words.text('author-dismissed')];
      return [words.text('author-cancelled', { sent: facts.sent, total: facts.total }), ...lossLines(facts, words)];
    case 'retracted':
      return [words.text('author-retracted', { sent: facts.sent })];
  }
}

function runningLines(facts: AnnouncementFacts, light: AnnouncementLight, words: Words): string[] {
  const { total, open, opensAt, nextDueAt, silent } = facts;
  const { now, expectedRate, measuredRate, timezone } = light;
  if (total === 0) return [words.text('author-nobody')];
  if (opensAt !== undefined && opensAt > now) {
    const waitMs = Math.ceil((opensAt.getTime() - now.getTime()) / COUNTDOWN_STEP_MS) * COUNTDOWN_STEP_MS;
    const duration = estimateDuration(open, expectedRate, words);
    const opens = words.text('author-opens', { wait: formatDuration(waitMs, words), readers: open, duration });
    return silent ? [opens, words.text('author-silent')] : [opens];
  }
  if (open > 0 && nextDueAt !== undefined && nextDueAt > now) {
    const moment = formatMoment(nextDueAt, now, timezone, words);
    const waiting = words.text('author-waiting', { readers: open, moment });
    return [...barLines(facts, words, []), waiting, ...lossLines(facts, words)];
  }
  if (open === 0) return [...barLines(facts, words, []), words.text('author-finishing'), ...lossLines(facts, words)];
  const rate = measuredRate === undefined ? [] : [words.text('author-rate', { rate: roundRate(measuredRate) })];
  const left = words.text('author-left', { duration: estimateDuration(open, measuredRate || expectedRate, words) });
  return [...barLines(facts, words, [...rate, left]), ...lossLines(facts, words)];
}

function pauseLines({ pause }: AnnouncementFacts, { now, timezone }: AnnouncementLight, words: Words): string[] {
  const resumes =
    pause?.resumeAt === undefined
      ? []
      : [words.text('author-resumes', { moment: formatMoment(pause.resumeAt, now, timezone, words) })];
  switch (pause?.reason) {
    case 'faults':
      return [words.text('author-paused-faults', { note: cutText(pause.note, NOTE_LIMIT) }), ...resumes];
    case 'missing':
      return [words.text('author-paused-missing')];
    case 'author':
    case undefined:
      return [words.text('author-paused'), ...resumes];
  }
}

function finishedLines(facts: AnnouncementFacts, words: Words): string[] {
  const { total, sent, opensAt, startedAt, finishedAt } = facts;
  if (total === 0) return [words.text('author-nobody-was')];
  const tookMs = finishedAt === undefined ? undefined : finishedAt.getTime() - (opensAt ?? startedAt).getTime();
  const took = tookMs === undefined ? [] : [words.text('author-took', { duration: formatDuration(tookMs, words) })];
  return [words.text('author-finished', { total, sent }), ...lossLines(facts, words), ...took];
}

function barLines({ total, open, sent }: AnnouncementFacts, words: Words, more: readonly string[]): string[] {
  if (total === 0) return [];
  const done = (total - open) / total;
  const cells = Math.floor(done * BAR_CELLS);
  const bar = '█'.repeat(cells) + '░'.repeat(BAR_CELLS - cells);
  // Rounded down: only what is over shows 100.
  const percent = Math.floor(done * 100);
  return [words.text('author-bar', { bar, percent }), [words.text('author-sent', { sent, total }), ...more].join(', ')];
}

function lossLines({ failed, gone, skipped }: AnnouncementFacts, words: Words): string[] {
  return [
    ...(gone > 0 ? [words.text('author-gone', { readers: gone })] : []),
    ...(skipped > 0 ? [words.text('author-skipped', { readers: skipped })] : []),
    ...(failed > 0 ? [words.text('author-failed', { readers: failed })] : []),
  ];
}

function roundRate(rate: number): number {
  return rate >= SLOW_RATE ? Math.round(rate) : Math.round(rate * 10) / 10;
}
