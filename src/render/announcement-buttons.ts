import type { InlineKeyboardButton } from 'grammy/types';
import type { Words } from '../locales/texts.ts';
import { type ButtonData, encodeButton } from '../telegram/callback-data.ts';
import type { AnnouncementFacts } from './announcement-facts.ts';

export type AnnouncementStep = Extract<ButtonData, { action: 'announcement' }>['step'];

/** A button that does something to an announcement. */
export function stepButton(text: string, announcement: number, step: AnnouncementStep): InlineKeyboardButton {
  return { text, callback_data: encodeButton({ action: 'announcement', announcement, step }) };
}

/** What an author can do to an announcement as it stands; no row when that is nothing. */
export function progressButtons(facts: AnnouncementFacts, now: Date, words: Words): InlineKeyboardButton[][] {
  const button = {
    pause: () => stepButton(words.text('author-pause-button'), facts.id, 'pause'),
    resume: () => stepButton(words.text('author-resume-button'), facts.id, 'resume'),
    cancel: () => stepButton(words.text('author-cancel-button'), facts.id, 'cancel'),
    retry: () => stepButton(words.text('author-retry-button'), facts.id, 'retry'),
  };
  const row = stepsFor(facts, now).map((step) => button[step]());
  return [row, canRetry(facts) ? [button.retry()] : []].filter(({ length }) => length > 0);
}

/** Those who wait for a digest keep an announcement going for days, so its end is not waited for. */
function canRetry({ state, failed, pause }: AnnouncementFacts): boolean {
  if (failed === 0) return false;
  return state === 'running' || state === 'finished' || (state === 'paused' && pause?.reason !== 'missing');
}

function stepsFor(facts: AnnouncementFacts, now: Date): ('pause' | 'resume' | 'cancel')[] {
  switch (facts.state) {
    case 'planning':
      return ['cancel'];
    case 'running':
      if (facts.open === 0) return [];
      // Within the undo window nothing is under way that could be paused.
      return facts.opensAt !== undefined && facts.opensAt > now ? ['cancel'] : ['pause', 'cancel'];
    case 'paused':
      // Without its file there is nothing to send.
      return facts.pause?.reason === 'missing' ? ['cancel'] : ['resume', 'cancel'];
    case 'finished':
    case 'held':
    case 'approval':
    case 'cancelled':
    case 'retracted':
      return [];
  }
}
