import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Cadence, Topic } from '../../delivery/ports/preferences.ts';
import { joinFormatted } from '../../render/formatted.ts';
import type { TextMessage } from '../../render/message.ts';
import { isWatch } from '../../search/watch.ts';
import { encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { quote } from '../quote.ts';
import { formatHour, weekdayName } from '../time-zones/format-time.ts';
import { topicId, topicName } from '../topics.ts';
import { inRows } from './settings-buttons.ts';
import { CADENCES } from './settings-main-screen.ts';

interface Chosen {
  readonly topic: Topic;
  readonly cadence: Cadence;
  /** The reader is subscribed to everything and to tags as well. */
  readonly besideOthers: boolean;
}

/** How the articles of one subscription come, with the other ways they might; `page` of the list is what it leads back to. */
export async function cadenceScreen(
  ctx: BotContext,
  deps: BotDependencies,
  { topic, cadence: current, besideOthers }: Chosen,
  page: number,
): Promise<TextMessage> {
  const { words } = ctx;
  const { digestHour, digestWeekday } = await deps.store.preferences.get(ctx.reader);
  const choice = (cadence: Cadence | 'end', text: string): InlineKeyboardButton => ({
    text,
    callback_data: encodeButton({ action: 'cadence', topic: topicId(topic), cadence, page }),
  });
  const choices = CADENCES.map((cadence) => {
    const label = words.text(`cadence-${cadence}`);
    return choice(cadence, cadence === current ? words.text('settings-chosen', { label }) : label);
  });
  const times = { hour: formatHour(digestHour), weekday: weekdayName(digestWeekday, 'long', words) };
  const explained = CADENCES.map((cadence) => words.text(`cadence-explained-${cadence}`, times)).join('\n');
  const name = topicName(ctx, deps, topic);
  const heading = FormattedString.b(
    isWatch(topic) ? words.text('watch-heading', { name: quote(name) }) : topic === 'all' ? name : `#${quote(name)}`,
  );
  const hints = besideOthers ? [words.text('cadence-own-first')] : [];
  const lines = [heading, words.text('cadence-ask'), explained, ...hints];
  const back = encodeButton({ action: 'subscriptions', page });
  return {
    kind: 'text',
    text: joinFormatted(lines, '\n\n'),
    keyboard: [
      ...inRows(choices, 2),
      [choice('end', words.text('cadence-end-button'))],
      [{ text: words.text('cadence-back-button'), callback_data: back }],
    ],
  };
}
