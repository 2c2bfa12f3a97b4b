import { describe, expect, it } from 'vitest';
import { createTravelTime } from '../../src/telegram/travel-time.ts';

describe('the time a call travels', () => {
  it('leaves a call that took as long as the fastest where it was', () => {
    const travel = createTravelTime();
    expect(travel.arrival(100, 130)).toBe(100);
    expect(travel.arrival(200, 230)).toBe(200);
  });

  it('moves a call that took longer by as much as it may have been held up on its way', () => {
    const travel = createTravelTime();
    travel.arrival(100, 130);
    expect(travel.arrival(200, 255)).toBe(225);
  });

  it('learns that the way has become longer, in a minute at most', () => {
    const travel = createTravelTime();
    travel.arrival(0, 30);
    expect(travel.arrival(20_000, 20_080)).toBe(20_050);
    expect(travel.arrival(31_000, 31_080)).toBe(31_050);
    expect(travel.arrival(62_000, 62_080)).toBe(62_000);
  });
});
