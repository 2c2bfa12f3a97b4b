import { FormattedString } from '@grammyjs/parse-mode';
import type { Preferences } from '../../delivery/ports/preferences.ts';
import { isWithin } from '../../delivery/reader-timing.ts';
import type { Words } from '../../locales/texts.ts';
import { joinFormatted } from '../../render/formatted.ts';
import type { TextMessage } from '../../render/message.ts';
import { encodeButton } from '../../telegram/callback-data.ts';
import { formatHour, weekdayName } from '../time-zones/format-time.ts';
import { backToSettings, hourLabel, hourRows, inRows, screenButton, setButton } from './settings-buttons.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAYS_IN_ROW = 4;
const QUIET_PRESETS = [
  { from: 22, until: 7 },
  { from: 23, until: 8 },
  { from: 0, until: 9 },
];

/** At which hour digests come, and on which day the weekly one. */
export function digestScreen(words: Words, { digestHour, digestWeekday, quietHours }: Preferences): TextMessage {
  const text = words.rich('digest-text', {
    hour: FormattedString.b(formatHour(digestHour)),
    weekday: FormattedString.b(weekdayName(digestWeekday, 'long', words)),
  });
  const hint =
    quietHours !== undefined && isWithin(quietHours, digestHour)
      ? [words.text('digest-quiet-hint', { until: formatHour(quietHours.until) })]
      : [];
  const days = WEEKDAYS.map((day) =>
    setButton(words, weekdayName(day, 'short', words), {
      setting: 'digestWeekday',
      value: String(day),
      isSet: day === digestWeekday,
    }),
  );
  const hours = hourRows((hour) =>
    setButton(words, hourLabel(hour, hour === digestHour, words), { setting: 'digestHour', value: String(hour) }),
  );
  return screen(
    words.text('digest-heading'),
    [joinFormatted([text, ...hint], ' '), words.text('digest-cadence-hint')],
    [...hours, ...inRows(days, WEEKDAYS_IN_ROW), [backToSettings(words)]],
  );
}

/** When nothing new is sent: a few usual nights, any other hours, or never. */
export function quietScreen(words: Words, { quietHours }: Preferences): TextMessage {
  const text =
    quietHours === undefined
      ? words.text('quiet-none-text')
      : words.rich('quiet-text', {
          from: FormattedString.b(formatHour(quietHours.from)),
          until: FormattedString.b(formatHour(quietHours.until)),
        });
  const presets = QUIET_PRESETS.map(({ from, until }) =>
    setButton(words, words.text('quiet-range', { from, until }), {
      setting: 'quiet',
      value: `${from}-${until}`,
      isSet: quietHours?.from === from && quietHours.until === until,
    }),
  );
  const others = [screenButton(words.text('quiet-other-button'), 'quietFrom')];
  if (quietHours !== undefined) {
    others.push(setButton(words, words.text('quiet-off-button'), { setting: 'quiet', value: 'off' }));
  }
  return screen(words.text('quiet-heading'), [text], [presets, others, [backToSettings(words)]]);
}

/** Asks when quiet hours begin. */
export function quietFromScreen(words: Words): TextMessage {
  const hours = hourRows((from) => ({
    text: formatHour(from),
    callback_data: encodeButton({ action: 'quietUntil', from }),
  }));
  return screen(words.text('quiet-heading'), [words.text('quiet-from-ask')], [...hours, [backToQuiet(words)]]);
}

/** Asks when quiet hours end that begin at an hour. */
export function quietUntilScreen(words: Words, from: number): TextMessage {
  const hours = hourRows((until) =>
    until === from ? undefined : setButton(words, formatHour(until), { setting: 'quiet', value: `${from}-${until}` }),
  );
  const ask = words.rich('quiet-until-ask', { from: FormattedString.b(formatHour(from)) });
  return screen(words.text('quiet-heading'), [ask], [...hours, [backToQuiet(words)]]);
}

function backToQuiet(words: Words) {
  return screenButton(words.text('quiet-back-button'), 'quiet');
}

function screen(
  heading: string,
  lines: readonly (FormattedString | string)[],
  keyboard: NonNullable<TextMessage['keyboard']>,
): TextMessage {
  return { kind: 'text', text: joinFormatted([FormattedString.b(heading), ...lines], '\n\n'), keyboard };
}
