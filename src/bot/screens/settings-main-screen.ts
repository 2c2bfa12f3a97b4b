import { FormattedString } from '@grammyjs/parse-mode';
import type { Cadence, Preferences } from '../../delivery/ports/preferences.ts';
import type { Words } from '../../locales/texts.ts';
import { joinFormatted } from '../../render/formatted.ts';
import type { Keyboard, TextMessage } from '../../render/message.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { pauseOf } from '../pause.ts';
import { formatHour, formatMoment, formatTime, weekdayName } from '../time-zones/format-time.ts';
import { cityOf, zoneOfReader } from '../time-zones/zones.ts';
import { screenButton, setButton } from './settings-buttons.ts';

/** Cadences from the soonest on, as they are listed everywhere. */
export const CADENCES = ['instant', 'daily', 'weekly', 'muted'] as const satisfies readonly Cadence[];

/** Everything a reader has set, in words, with the ways to change it; `lead` stands above it. */
export async function settingsScreen(ctx: BotContext, deps: BotDependencies, lead?: string): Promise<TextMessage> {
  const { words } = ctx;
  const [preferences, subscriptions, reader] = await Promise.all([
    deps.store.preferences.get(ctx.reader),
    deps.store.subscriptions.list(ctx.reader),
    deps.store.readers.get(ctx.reader),
  ]);
  const pausedUntil = pauseOf(preferences, deps.now());
  const lines = [
    timeLine(words, preferences, deps),
    digestLine(words, preferences),
    quietLine(words, preferences),
    words.text(preferences.silent ? 'settings-silent' : 'settings-sound'),
    words.text(`settings-form-${preferences.readingForm}`),
    subscriptionsLine(
      words,
      subscriptions.map(({ cadence }) => cadence),
    ),
  ];
  const still =
    reader?.state === 'stopped'
      ? [words.text('subscriptions-paused')]
      : pausedUntil === undefined
        ? []
        : [pauseLine(words, pausedUntil, preferences, deps)];
  const heading = FormattedString.b(words.text('settings-heading'));
  const body = joinFormatted(lines, '\n');
  return {
    kind: 'text',
    text: joinFormatted([...(lead === undefined ? [] : [lead]), heading, body, ...still], '\n\n'),
    keyboard: keyboardOf(words, preferences, pausedUntil !== undefined),
  };
}

function timeLine(words: Words, { timezone }: Preferences, deps: BotDependencies): FormattedString {
  const zone = zoneOfReader(timezone, deps.timezone);
  return words.rich(zone === timezone ? 'settings-time' : 'settings-time-guessed', {
    time: FormattedString.b(formatTime(deps.now(), zone, words)),
    city: cityOf(zone),
  });
}

function digestLine(words: Words, { digestHour, digestWeekday }: Preferences): FormattedString {
  return words.rich('settings-digest', {
    hour: FormattedString.b(formatHour(digestHour)),
    weekday: FormattedString.b(weekdayName(digestWeekday, 'long', words)),
  });
}

function quietLine(words: Words, { quietHours }: Preferences): FormattedString {
  if (quietHours === undefined) return new FormattedString(words.text('settings-quiet-none'));
  return words.rich('settings-quiet', {
    from: FormattedString.b(formatHour(quietHours.from)),
    until: FormattedString.b(formatHour(quietHours.until)),
  });
}

function pauseLine(words: Words, until: Date, { timezone }: Preferences, deps: BotDependencies): FormattedString {
  const moment = formatMoment(until, zoneOfReader(timezone, deps.timezone), words);
  return words.rich('settings-paused', { until: FormattedString.b(moment) });
}

function subscriptionsLine(words: Words, cadences: readonly Cadence[]): string {
  if (cadences.length === 0) return words.text('settings-subscriptions-none');
  const counts = CADENCES.flatMap((cadence) => {
    const count = cadences.filter((each) => each === cadence).length;
    return count === 0 ? [] : [words.text(`settings-count-${cadence}`, { count })];
  });
  return words.text('settings-subscriptions', { list: counts.join(', ') });
}

function keyboardOf(words: Words, { silent, readingForm }: Preferences, paused: boolean): Keyboard {
  const otherForm = readingForm === 'rich' ? 'classic' : 'rich';
  return [
    [
      screenButton(words.text('settings-zone-button'), 'zone'),
      screenButton(words.text('settings-digest-button'), 'digest'),
    ],
    [
      screenButton(words.text('settings-quiet-button'), 'quiet'),
      screenButton(words.text('settings-cadence-button'), 'cadence'),
    ],
    [
      silent
        ? setButton(words, words.text('settings-sound-button'), { setting: 'silent', value: 'off' })
        : setButton(words, words.text('settings-silent-button'), { setting: 'silent', value: 'on' }),
      paused
        ? setButton(words, words.text('settings-resume-button'), { setting: 'pause', value: 'off' })
        : setButton(words, words.text('settings-pause-button'), { setting: 'pause', value: 'week' }),
    ],
    [setButton(words, words.text(`settings-form-${otherForm}-button`), { setting: 'form', value: otherForm })],
  ];
}
