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
const PLACE = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/.*[a-z]/;
const englishCountries = new Intl.DisplayNames('en', { type: 'region' });
let names: readonly Name[] | undefined;

/** What a person may mean by a text. */
export interface FoundZones {
  /** The best known first, each zone once. */
  readonly places: readonly FoundZone[];
  /** Whether a name begins as it was written; otherwise the places only look like it. */
  readonly isCertain: boolean;
}

/**
 * The zones that a person may mean by a city, a country, an IANA name or an abbreviation, in any case, with or without
 * accents, perhaps in part or with a slip of the finger.
 */
export function findZones(text: string): FoundZones {
  const whole = search(text);
  const [place = '', ...around] = text.split(',');
  if (around.length === 0 || (whole.places.length > 0 && whole.isCertain)) return whole;
  // "Vancouver, Canada": the rest decides where it can.
  const found = search(place);
  const wanted = new Set(around.flatMap((part) => search(part).places).map(({ zone }) => zone));
  const both = found.places.filter(({ zone }) => wanted.has(zone));
  return both.length > 0 ? { ...found, places: both } : found;
}

function search(text: string): FoundZones {
  const wanted = foldWords(text);
  names ??= allZones().flatMap(namesOf);
  const exact = names.filter(({ folded }) => folded === wanted);
  if (exact.length > 0) return { places: eachOnce(exact), isCertain: true };
  if (wanted.length < SHORTEST_PART) return { places: [], isCertain: true };
  const beginning = names.filter(({ folded }) => folded.startsWith(wanted));
  if (beginning.length > 0) return { places: eachOnce(beginning), isCertain: true };
  const containing = names.filter(({ folded }) => folded.includes(wanted));
  if (containing.length > 0) return { places: eachOnce(containing), isCertain: false };
  const likeness = closest(
    wanted,
    names.map(({ folded }) => folded),
  );
  return { places: eachOnce(names.filter(({ folded }) => folded === likeness)), isCertain: false };
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
    // Aliases that are no places, e.g. `Portugal`, `EST5EDT` and `Canada/Atlantic`, stand for the zone's city.
    ...zone.aliases.flatMap((alias, index) => {
      const place = places[index] ?? alias;
      const city = PLACE.test(alias) ? place : zone.city;
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
