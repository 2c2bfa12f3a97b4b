import { describe, expect, it } from 'vitest';
import { findZones } from '../../../src/bot/time-zones/find-zones.ts';
import { allZones } from '../../../src/bot/time-zones/zones.ts';

function found(text: string): string[] {
  return findZones(text).places.map(({ zone, city }) => `${city} ${zone.name}`);
}

describe('a place', () => {
  it.each([
    ['berlin', 'Berlin Europe/Berlin'],
    ['  BERLIN ', 'Berlin Europe/Berlin'],
    ['Europe/Berlin', 'Berlin Europe/Berlin'],
    ['europe berlin', 'Berlin Europe/Berlin'],
    ['sao paulo', 'São Paulo America/Sao_Paulo'],
    ['SÃO PAULO', 'São Paulo America/Sao_Paulo'],
    ['zurich', 'Zürich Europe/Zurich'],
    ['lodz', 'Łódź Europe/Warsaw'],
    ['port au prince', 'Port-au-Prince America/Port-au-Prince'],
    ['st johns', "St. John's America/St_Johns"],
    ['porto', 'Porto Europe/Lisbon'],
    ['Asia/Calcutta', 'Calcutta Asia/Kolkata'],
    ['delhi', 'Delhi Asia/Kolkata'],
    ['Buenos', 'Buenos Aires America/Argentina/Buenos_Aires'],
    ['UK', 'London Europe/London'],
    ['in', 'Kolkata Asia/Kolkata'],
    ['Türkiye', 'Istanbul Europe/Istanbul'],
    ['turkey', 'Istanbul Europe/Istanbul'],
    ['Côte d’Ivoire', 'Abidjan Africa/Abidjan'],
    ['Vancouver, Canada', 'Vancouver America/Vancouver'],
    ['Georgia', 'Tbilisi Asia/Tbilisi'],
    ['UTC', 'UTC UTC'],
  ])('%j is one zone', (text, expected) => {
    expect(found(text)).toEqual([expected]);
    expect(findZones(text).isCertain).toBe(true);
  });

  it('may be a country of several zones, or a name of several cities', () => {
    expect(found('portugal')).toEqual(['Lisbon Europe/Lisbon', 'Azores Atlantic/Azores']);
    expect(found('usa').slice(0, 3)).toEqual([
      'New York America/New_York',
      'Los Angeles America/Los_Angeles',
      'Chicago America/Chicago',
    ]);
    expect(found('san jose')).toEqual(['San Jose America/Los_Angeles', 'San José America/Costa_Rica']);
    expect(found('CET').slice(0, 2)).toEqual(['Berlin Europe/Berlin', 'Paris Europe/Paris']);
  });

  it.each(['Berln', 'new yrok', 'ondon', 'York'])('%j is only guessed', (text) => {
    const { places, isCertain } = findZones(text);
    expect(places.length).toBeGreaterThan(0);
    expect(isCertain).toBe(false);
  });

  it.each(['', '  ', ',', '?!', 'zz', 'xyzzy', 'what is new about kafka', '🙂', 'x'.repeat(4_000), ',,a,,b'])(
    '%j is none',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  it('is found by each name that a zone goes by', () => {
    for (const zone of allZones()) {
      for (const name of [zone.name, zone.city, ...zone.cities, ...zone.aliases, zone.countryName]) {
        if (name !== '') expect(findZones(name).places.map((each) => each.zone)).toContain(zone);
      }
    }
  });
});
