import { rawTimeZones } from '@vvo/tzdb';
import { createLocalClock } from '../../delivery/local-clock.ts';
import { fold } from '../../search/normalise.ts';
import { WELL_KNOWN } from './well-known.ts';

/** A zone that a reader may choose. */
export interface Zone {
  /** The IANA name, e.g. `Europe/Lisbon`. */
  readonly name: string;
  /** The city it is known by, e.g. "Lisbon". */
  readonly city: string;
  /** ISO 3166 code; `undefined` for UTC. */
  readonly countryCode: string | undefined;
  readonly countryName: string;
  readonly cities: readonly string[];
  /** IANA names, old ones too, that mean the same. */
  readonly aliases: readonly string[];
  /** E.g. "CET" and "Central European Time". */
  readonly otherNames: readonly string[];
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

const clock = createLocalClock();
const ranks = new Map(WELL_KNOWN.map((name, rank) => [name, rank]));
const utc: Zone = {
  name: 'UTC',
  city: 'UTC',
  countryCode: undefined,
  countryName: '',
  cities: ['UTC'],
  aliases: ['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT', 'Zulu'],
  otherNames: ['Coordinated Universal Time'],
};

let zones: readonly Zone[] | undefined;
let byName: ReadonlyMap<string, Zone> | undefined;

/** Every zone there is, the best known first. */
export function allZones(): readonly Zone[] {
  zones ??= [...rawTimeZones.filter(({ name }) => clock.isZone(name)).map(toZone), utc].sort(
    (a, b) => rankOf(a) - rankOf(b) || a.city.localeCompare(b.city, 'en'),
  );
  return zones;
}

/** The zone that a reader lives by: his own, or the operator's when he has chosen none or one that is unknown here. */
export function zoneOfReader(timezone: string | undefined, operators: string): string {
  return timezone !== undefined && clock.isZone(timezone) ? timezone : operators;
}

/** The zone with an IANA name, perhaps an old one; `undefined` for names of none. */
export function zoneNamed(name: string): Zone | undefined {
  byName ??= new Map(allZones().flatMap((zone) => [zone.name, ...zone.aliases].map((alias) => [alias, zone])));
  return byName.get(name);
}

/** The city by which a zone is known, e.g. "São Paulo" for `America/Sao_Paulo`. */
export function cityOf(name: string): string {
  const zone = zoneNamed(name);
  return zone?.name === name ? zone.city : lastPart(name);
}

/** The zones whose clocks are so many minutes ahead of UTC, or behind it on the day before; the best known first. */
export function zonesAt(minutes: number, now: Date): readonly Zone[] {
  return allZones().filter(({ name }) => minutesAhead(name, now) === minutes);
}

/** The local times of the world at a moment, each in minutes from 0 to 1439 that it is ahead of UTC, beginning with a zone's. */
export function localTimes(now: Date, first: string): readonly number[] {
  const start = minutesAhead(first, now);
  const fromStart = (minutes: number) => (minutes - start + DAY_MINUTES) % DAY_MINUTES;
  const times = new Set([start, ...allZones().map(({ name }) => minutesAhead(name, now))]);
  return [...times].sort((a, b) => fromStart(a) - fromStart(b));
}

/** What clocks show that are so many minutes ahead of UTC, e.g. "09:05". */
export function timeAhead(minutes: number, now: Date): string {
  return new Date(now.getTime() + minutes * MINUTE_MS).toISOString().slice(11, 16);
}

function minutesAhead(zone: string, now: Date): number {
  const minutes = Math.round(clock.offsetMs(zone, now.getTime()) / MINUTE_MS);
  return (minutes + DAY_MINUTES) % DAY_MINUTES;
}

function toZone(raw: (typeof rawTimeZones)[number]): Zone {
  const plain = lastPart(raw.name);
  const abbreviations = [raw.abbreviation, raw.dstAbbreviation ?? ''].filter((name) => /^[A-Z]+$/.test(name));
  return {
    name: raw.name,
    // The database writes the name without accents, the list of cities with them.
    city: raw.mainCities.find((city) => fold(city) === fold(plain)) ?? plain,
    countryCode: raw.countryCode,
    countryName: raw.countryName,
    cities: raw.mainCities,
    aliases: raw.group,
    otherNames: [raw.alternativeName, ...abbreviations],
  };
}

function lastPart(name: string): string {
  return (name.split('/').at(-1) ?? name).replaceAll('_', ' ');
}

function rankOf({ name }: Zone): number {
  return ranks.get(name) ?? WELL_KNOWN.length;
}
