import { fold } from '../../search/normalise.ts';
import { closest } from '../closest.ts';
import { COUNTRY_NICKNAMES } from './well-known.ts';
import { allZones, type Zone } from './zones.ts';

/** A zone that somebody may mean. */
export interface FoundZone {
  readonly zone: Zone;
  /** The place that was named, e.g. "Porto" of Lisbon's zone. */
  readonly city: string;
}

interface Name extends FoundZone {
  readonly folded: string;
}

const SHORTEST_PART = 3;
const englishCountries = new Intl.DisplayNames('en', { type: 'region' });
let names: readonly Name[] | undefined;

/**
 * The zones that a person may mean by a city, a country, an IANA name or an abbreviation, in any case, with or without
 * accents, perhaps in part or with a slip of the finger; the best known first, each once.
 */
export function findZones(text: string): readonly FoundZone[] {
  const whole = search(text);
  const [place = '', ...around] = text.split(',');
  if (whole.length > 0 || around.length === 0) return whole;
  // "Vancouver, Canada": the rest decides where it can.
  const found = search(place);
  const wanted = new Set(around.flatMap((part) => search(part)).map(({ zone }) => zone));
  const both = found.filter(({ zone }) => wanted.has(zone));
  return both.length > 0 ? both : found;
}

function search(text: string): readonly FoundZone[] {
  const wanted = foldWords(text);
  if (wanted === '') return [];
  names ??= allZones().flatMap(namesOf);
  const exact = names.filter(({ folded }) => folded === wanted);
  if (exact.length > 0) return eachOnce(exact);
  if (wanted.length < SHORTEST_PART) return [];
  const beginning = names.filter(({ folded }) => ` ${folded}`.includes(` ${wanted}`));
  if (beginning.length > 0) return eachOnce(beginning);
  const containing = names.filter(({ folded }) => folded.includes(wanted));
  if (containing.length > 0) return eachOnce(containing);
  const likeness = closest(
    wanted,
    names.map(({ folded }) => folded),
  );
  return likeness === undefined ? [] : eachOnce(names.filter(({ folded }) => folded === likeness));
}

function eachOnce(found: readonly Name[]): readonly FoundZone[] {
  const byZone = new Map<Zone, FoundZone>();
  for (const { zone, city } of found) if (!byZone.has(zone)) byZone.set(zone, { zone, city });
  return [...byZone.values()];
}

function namesOf(zone: Zone): readonly Name[] {
  const named = (text: string, city: string) => ({ folded: foldWords(text), zone, city });
  const places = zone.aliases.map((alias) => alias.split('/').at(-1)?.replaceAll('_', ' ') ?? alias);
  const code = zone.countryCode;
  const countries = code === undefined ? [] : [code, englishCountries.of(code) ?? code, zone.countryName];
  return [
    ...[zone.city, ...zone.cities].map((city) => named(city, city)),
    // Aliases that are no places, e.g. `Portugal` and `EST5EDT`, stand for the zone's city.
    ...zone.aliases.flatMap((alias, index) => {
      const place = places[index] ?? alias;
      const city = alias.includes('/') && /[a-z]/.test(place) ? place : zone.city;
      return [named(alias, city), named(place, city)];
    }),
    ...[...countries, ...(COUNTRY_NICKNAMES[code ?? ''] ?? []), ...zone.otherNames].map((name) =>
      named(name, zone.city),
    ),
  ];
}

function foldWords(text: string): string {
  return text
    .split(/[\s_/,.-]+/)
    .map(fold)
    .filter((word) => word !== '')
    .join(' ');
}
