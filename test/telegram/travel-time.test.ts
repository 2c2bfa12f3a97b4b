import { describe, expect, it } from 'vitest';
import { createTravelTime } from '../../src/telegram/travel-time.ts';

/** After a second in which calls took 30 ms at least. */
function warmTravelTime() {
  const travel = createTravelTime();
  for (const sentAt of [0, 2_000]) travel.arrival(sentAt, sentAt + 30);
  return travel;
}

describe('the time a call travels', () => {
  it('leaves a call that took as long as the fastest where it was', () => {
    const travel = warmTravelTime();
    expect(travel.arrival(2_200, 2_230)).toBe(2_200);
  });

  it('credits nothing to the first calls, and to none after a long rest', () => {
    const travel = createTravelTime();
    expect(travel.arrival(0, 90)).toBe(90);
    expect(travel.arrival(10, 60)).toBe(60);
    travel.arrival(2_000, 2_030);
    expect(travel.arrival(500_000, 500_090)).toBe(500_090);
  });

  it('moves a call that took longer by as much as it may have been held up on its way', () => {
    const travel = warmTravelTime();
    expect(travel.arrival(2_200, 2_255)).toBe(2_225);
  });

  it('learns that the way has become longer, in a minute at most', () => {
    const travel = warmTravelTime();
    expect(travel.arrival(20_000, 20_080)).toBe(20_050);
    expect(travel.arrival(31_000, 31_080)).toBe(31_050);
    expect(travel.arrival(62_000, 62_080)).toBe(62_000);
  });
});
