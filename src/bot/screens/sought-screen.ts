import { FormattedString } from '@grammyjs/parse-mode';
import type { Words } from '../../locales/texts.ts';
import { joinFormatted } from '../../render/formatted.ts';
import { isolate } from '../../render/isolate.ts';
import { pagerRow, paginate } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import type { SoughtWords } from '../../store/sought-words.ts';
import { type ButtonData, encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';

/** What was sought and not found, or everything that was sought. */
export type SoughtList = Extract<ButtonData, { action: 'sought' }>['list'];

const DAY_MS = 86_400_000;
// Today is one of them.
const DAYS = 30;
const LISTED = 100;
const ON_PAGE = 10;

/** A page of what was sought in the last days, most often first, and a button to the other list. */
export async function soughtScreen(
  { words }: BotContext,
  { store, now }: BotDependencies,
  list: SoughtList,
  page: number,
): Promise<TextMessage> {
  const since = new Date(now().getTime() - (DAYS - 1) * DAY_MS);
  const sought =
    list === 'missed' ? await store.soughtWords.unanswered(since, LISTED) : await store.soughtWords.most(since, LISTED);
  const isNothing = sought.length === 0 && (list === 'all' || (await store.soughtWords.most(since, 1)).length === 0);
  if (isNothing) return { kind: 'text', text: new FormattedString(words.text('sought-nothing', { days: DAYS })) };

  const slice = paginate(sought, page, ON_PAGE);
  const heading = FormattedString.b(words.text(`sought-${list}-heading`, { days: DAYS }));
  const entries = slice.items.map((each, index) => entry(each, slice.firstNumber + index, words));
  const none = sought.length === 0 ? [words.text('sought-missed-none')] : [];
  const other = list === 'missed' ? 'all' : 'missed';
  return {
    kind: 'text',
    text: joinFormatted([heading, ...entries, ...none], '\n\n'),
    keyboard: [
      ...pagerRow(slice, (target) => ({ action: 'sought', list, page: target })),
      [
        {
          text: words.text(`sought-${other}-button`),
          callback_data: encodeButton({ action: 'sought', list: other, page: 1 }),
        },
      ],
    ],
  };
}

/** The words stand as code, so that a tap copies them and Telegram makes no link of `#tag`. */
function entry({ words: sought, times, hits, complete }: SoughtWords, number: number, words: Words): FormattedString {
  const found =
    complete > 0
      ? words.text('sought-found', { articles: complete })
      : words.text('sought-found-part', { articles: hits });
  const facts = words.text('sought-facts', { times, found });
  return joinFormatted([`${number}. `, FormattedString.code(isolate(sought)), `\n${facts}`]);
}
