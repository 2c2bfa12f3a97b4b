import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Words } from '../../locales/texts.ts';
import { cutText } from '../../render/cut.ts';
import { joinFormatted } from '../../render/formatted.ts';
import { pagerRow, paginate } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import { encodeButton } from '../../telegram/callback-data.ts';
import type { FoundZone } from '../time-zones/find-zones.ts';
import { countryName } from '../time-zones/format-time.ts';
import { localTimes, timeAhead, zonesAt } from '../time-zones/zones.ts';
import { backToSettings, inRows, screenButton, setButton } from './settings-buttons.ts';

const TIMES_IN_ROW = 4;
const PLACES_SHOWN = 8;
const PLACE_LIMIT = 36;
const MINUTE_MS = 60_000;

/** Asks what time it is for the reader, beginning with `first`, a zone's time. `isStale` says that he tapped one of long ago. */
export function zoneScreen(words: Words, now: Date, first: string, isStale = false): TextMessage {
  const shown = Math.floor(now.getTime() / MINUTE_MS);
  const times = localTimes(now, first).map((ahead) => ({
    text: timeAhead(ahead, now),
    callback_data: encodeButton({ action: 'localTime', ahead, shown }),
  }));
  const heading = FormattedString.b(words.text('zone-heading'));
  const lines = [...(isStale ? [words.text('zone-stale')] : []), heading, words.text('zone-text')];
  return {
    kind: 'text',
    text: joinFormatted(lines, '\n\n'),
    keyboard: [...inRows(times, TIMES_IN_ROW), [askCityButton(words)], [backToSettings(words)]],
  };
}

/** The places where clocks are so many minutes ahead of UTC, the best known first; `undefined` when there are none. */
export function placesScreen(words: Words, now: Date, ahead: number, page: number): TextMessage | undefined {
  const zones = zonesAt(ahead, now);
  if (zones.length === 0) return undefined;
  const slice = paginate(zones, page, PLACES_SHOWN);
  const places = slice.items.map((zone) => [placeButton(words, { zone, city: zone.city })]);
  return {
    kind: 'text',
    text: words.rich('zone-nearest', { time: FormattedString.b(timeAhead(ahead, now)) }),
    keyboard: [
      ...places,
      ...pagerRow(slice, (target) => ({ action: 'zones', ahead, page: target })),
      [askCityButton(words)],
      [screenButton(words.text('zone-back-button'), 'zone')],
    ],
  };
}

/** Asks which of several places somebody means, or whether he means one that only looks like what he wrote. */
export function foundPlacesScreen(words: Words, found: readonly FoundZone[], isCertain: boolean): TextMessage {
  const places = found.slice(0, PLACES_SHOWN);
  const several = found.length > PLACES_SHOWN ? 'zone-city-many' : 'zone-city-several';
  return {
    kind: 'text',
    text: new FormattedString(words.text(isCertain ? several : 'zone-city-similar', { count: places.length })),
    keyboard: [...places.map((each) => [placeButton(words, each)]), [cancelCityButton(words)]],
  };
}

/** Asks for the name of a city. */
export function cityQuestion(words: Words): TextMessage {
  return {
    kind: 'text',
    text: new FormattedString(words.text('zone-city-ask')),
    keyboard: [[cancelCityButton(words)]],
  };
}

/** Says that no place has a name, and how to go on. */
export function unknownPlaceScreen(words: Words, text: string): TextMessage {
  return {
    kind: 'text',
    text: new FormattedString(words.text('zone-city-unknown', { text })),
    keyboard: [[screenButton(words.text('zone-city-times-button'), 'zone'), cancelCityButton(words)]],
  };
}

/** A place with its country, e.g. "Porto, Portugal"; the country alone is left out where it has the same name. */
export function placeName(words: Words, { zone, city }: FoundZone): string {
  if (zone.countryCode === undefined) return city;
  const country = countryName(zone.countryCode, words);
  return country === city ? city : words.text('zone-place', { city, country });
}

function placeButton(words: Words, found: FoundZone): InlineKeyboardButton {
  const label = cutText(placeName(words, found), PLACE_LIMIT);
  return setButton(words, label, { setting: 'zone', value: found.zone.name });
}

function askCityButton(words: Words): InlineKeyboardButton {
  return { text: words.text('zone-type-button'), callback_data: encodeButton({ action: 'askCity' }) };
}

function cancelCityButton(words: Words): InlineKeyboardButton {
  return { text: words.text('zone-city-cancel-button'), callback_data: encodeButton({ action: 'cancelCity' }) };
}
