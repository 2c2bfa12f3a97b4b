import { describe, expect, it } from 'vitest';
import { PERSONAS } from '../../src/playground/personas.ts';
import { article, createWorld } from '../e2e/world.ts';
import { createCrowd, subscribeCrowd } from './crowd.ts';
import { size } from './scale.ts';
import { expectEachOnce, query, tell, titlesIn } from './verdict.ts';
import { createWarp } from './warp.ts';

const HOUR_MS = 3_600_000;
const ARTICLE_EVERY_HOURS = 3;
const HOURS = size(
  [1, 2, 3],
  Array.from({ length: 24 }, (_, hour) => hour),
);
// Sets its clocks by half an hour.
const LORD_HOWE = 'Australia/Lord_Howe';
// Sets them at midnight, over the hour at which the day begins.
const BEIRUT = 'Asia/Beirut';

/** Of each day on which clocks are set, the noon before it in UTC, and zones that do so. */
const DAYS: readonly [string, string, readonly string[]][] = size(
  [
    ['spring in Europe', '2026-03-28T12:00Z', ['Europe/Berlin', BEIRUT]],
    ['autumn in Europe', '2026-10-24T12:00Z', ['Europe/Berlin', BEIRUT]],
  ],
  [
    ['spring in Europe', '2026-03-28T12:00Z', ['Europe/Berlin', 'Europe/London', BEIRUT, 'Asia/Tokyo']],
    ['autumn in Europe', '2026-10-24T12:00Z', ['Europe/Berlin', 'Europe/London', BEIRUT, 'Asia/Tokyo']],
    ['spring in America', '2026-03-07T12:00Z', ['America/New_York', 'America/Los_Angeles', 'America/Havana']],
    ['autumn in America', '2026-10-31T12:00Z', ['America/New_York', 'America/Los_Angeles', 'America/Havana']],
    ['autumn in Australia', '2026-04-04T00:00Z', [LORD_HOWE, 'Australia/Sydney', 'Pacific/Auckland']],
    ['spring in Australia', '2026-10-03T00:00Z', [LORD_HOWE, 'Australia/Sydney', 'Pacific/Auckland']],
  ],
);

function localDay(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);
}

describe.each(DAYS)('when clocks are set in %s', (_name, noon, zones) => {
  it('every reader has exactly one digest on each local day', async () => {
    const clock = createWarp();
    clock.jumpTo(new Date(noon));
    const crowd = createCrowd(zones.length * HOURS.length);
    const zoneOf = (id: number) => zones[id % zones.length] ?? '';
    const world = await createWorld({
      personas: [...PERSONAS, ...crowd],
      clock,
      telegram: { now: clock.now },
      delivery: { sendRate: 300 },
      prepare: (place) =>
        subscribeCrowd(place, crowd, ({ id }) => {
          const digestHour = HOURS[Math.floor((id - 5_001) / zones.length)] ?? 0;
          return { cadence: 'daily', timezone: zoneOf(id), digestHour };
        }),
    });
    const titles: string[] = [];
    for (let hour = 0; hour < 84; hour += 1) {
      clock.jumpTo(new Date(Date.parse(noon) + hour * HOUR_MS));
      // A digest holds twelve articles; what is left would follow in a second message.
      if (hour < 60 && hour % ARTICLE_EVERY_HOURS === 0) {
        const title = `Piece of hour ${String(hour).padStart(2, '0')}`;
        titles.push(title);
        await world.write(`${title}.md`, article(title));
      }
      await world.check();
      await expect.poll(() => due(world.databasePath, clock.now()), { timeout: 10_000, interval: 5 }).toBe(0);
    }
    const wholeDays = new Set(
      zones.flatMap((zone) =>
        [24, 48].map((h) => `${zone} ${localDay(zone, new Date(Date.parse(noon) + h * HOUR_MS))}`),
      ),
    );
    for (const { id } of crowd) {
      const days = world.playground
        .person(id)
        .messages.filter((message) => titlesIn(message, titles).length > 0)
        .map(({ date }) => `${zoneOf(id)} ${localDay(zoneOf(id), new Date(date * 1_000))}`);
      expect(new Set(days).size, `${id}: ${days.join()}`).toBe(days.length);
      const missing = [...wholeDays].filter((day) => day.startsWith(zoneOf(id)) && !days.includes(day));
      expect(missing, `${id}: ${days.join()}`).toEqual([]);
    }
    tell({ noon, zones: zones.length, readers: crowd.length, articles: titles.length });
    expectEachOnce(world, crowd, titles);
  }, 60_000);
});

function due(databasePath: string, now: Date): number {
  const text = `select id from deliveries where state = 'sending' or (state = 'pending' and due_at <= ${now.getTime()})`;
  return query(databasePath, text).length;
}
