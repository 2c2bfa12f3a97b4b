import type { FormattedString } from '@grammyjs/parse-mode';
import type { Words } from '../locales/texts.ts';
import { stepButton } from './announcement-buttons.ts';
import type { AnnouncementFacts } from './announcement-facts.ts';
import { announcementTitle } from './announcement-progress.ts';
import { estimateDuration } from './announcement-times.ts';
import { joinFormatted } from './formatted.ts';
import type { Keyboard, TextMessage } from './message.ts';

type Named = Pick<AnnouncementFacts, 'id' | 'title'>;

export interface Audience {
  readonly readers: number;
  /** Messages a second that may be sent. */
  readonly perSecond: number;
}

/** Stands below the card of an article that the author has to approve. */
export function renderApproval(facts: Named, { readers, perSecond }: Audience, words: Words): TextMessage {
  const question = `${words.text('author-approval')} ${describeAudience({ readers, perSecond }, words)}`;
  const keyboard = [
    [
      stepButton(words.text('author-publish-button'), facts.id, 'publish'),
      stepButton(words.text('author-silent-button'), facts.id, 'silent'),
    ],
    [stepButton(words.text('author-later-button'), facts.id, 'later')],
  ];
  return titled(facts, question, keyboard);
}

/** Stands there instead while the article is a draft or its file is gone. */
export function renderApprovalAway(facts: Named, words: Words): TextMessage {
  return titled(facts, words.text('author-approval-away'), []);
}

/** To how many readers an article would go out, and how long that takes. */
export function describeAudience({ readers, perSecond }: Audience, words: Words): string {
  return words.text('author-audience', { readers, duration: estimateDuration(readers, perSecond, words) });
}

/** What is left of the question after "Not now". */
export function renderPutOff(facts: Named, words: Words): TextMessage {
  return titled(facts, words.text('author-put-off'), []);
}

/** Asks once more before an announcement is cancelled, or before one that has not begun is given up. */
export function renderCancelQuestion(facts: AnnouncementFacts, words: Words): TextMessage {
  const notBegun = facts.state === 'held' || facts.state === 'approval';
  const confirm = words.text(notBegun ? 'author-dismiss-confirm-button' : 'author-confirm-button');
  const keyboard = [
    [stepButton(confirm, facts.id, 'confirmCancel'), stepButton(words.text('author-keep-button'), facts.id, 'open')],
  ];
  return titled(facts, cancelQuestion(facts, words), keyboard);
}

function cancelQuestion({ state, total, sent }: AnnouncementFacts, words: Words): string {
  if (state === 'held' || state === 'approval') return words.text('author-dismiss-ask');
  if (state === 'planning' || total === 0) return words.text('author-cancel-ask-planning');
  return words.text('author-cancel-ask', { total, sent, rest: total - sent });
}

function titled({ title }: Named, text: FormattedString | string, keyboard: Keyboard): TextMessage {
  return { kind: 'text', text: joinFormatted([announcementTitle(title), text], '\n'), keyboard };
}
