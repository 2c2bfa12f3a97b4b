import { describe, expect, it } from 'vitest';
import { WELL_KNOWN } from '../../../src/bot/time-zones/well-known.ts';
import { allZones, cityOf, localTimes, timeAhead, zoneNamed, zonesAt } from '../../../src/bot/time-zones/zones.ts';
import { encodeButton } from '../../../src/telegram/callback-data.ts';

const summer = new Date('2025-07-01T12:03:00Z');
const winter = new Date('2025-01-01T12:03:00Z');

describe('the local times of the world', () => {
  it('begin with the given zone and go on through the day, each once', () => {
    const times = localTimes(summer, 'Europe/Berlin').map((ahead) => timeAhead(ahead, summer));
    expect(times.slice(0, 4)).toEqual(['14:03', '15:03', '15:33', '16:03']);
    expect(times.at(-1)).toBe('13:03');
    expect(times).toContain('17:48');
    expect(new Set(times).size).toBe(times.length);
  });

  it('cover every zone', () => {
    for (const now of [summer, winter]) {
      const covered = localTimes(now, 'UTC').flatMap((ahead) => zonesAt(ahead, now));
      expect(covered.map(({ name }) => name).sort()).toEqual(
        allZones()
          .map(({ name }) => name)
          .sort(),
      );
    }
  });

  it('follow the clocks as they change', () => {
    const names = (ahead: number, now: Date) => zonesAt(ahead, now).map(({ name }) => name);
    expect(names(120, summer)).toContain('Europe/Berlin');
    expect(names(60, winter)).toContain('Europe/Berlin');
  });
});

describe('zones', () => {
  it('fit a button, each, and are known by their names', () => {
    for (const { name, aliases } of allZones()) {
      expect(() => encodeButton({ action: 'set', setting: 'zone', value: name })).not.toThrow();
      expect(zoneNamed(name)?.name).toBe(name);
      for (const alias of aliases) expect(zoneNamed(alias)).toBeDefined();
    }
  });

  it('stand in the order of how well they are known', () => {
    const names = allZones().map(({ name }) => name);
    expect(names.slice(0, WELL_KNOWN.length)).toEqual(WELL_KNOWN);
  });

  it.each([
    ['America/Sao_Paulo', 'São Paulo'],
    ['Asia/Kuwait', 'Kuwait'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
    ['Asia/Calcutta', 'Calcutta'],
    ['UTC', 'UTC'],
    ['Etc/GMT+5', 'GMT+5'],
  ])('%s goes by %s', (name, city) => {
    expect(cityOf(name)).toBe(city);
  });
});
