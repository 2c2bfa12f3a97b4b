import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPaceState, pauseUntil } from '../../src/telegram/pace-limits.ts';
import { climb, createRate, messagesPerSecond, setCeiling } from '../../src/telegram/pace-rate.ts';

describe('the rate', () => {
  it.each([
    [30, undefined, 30],
    [30, 21, 21],
    [30, 45, 30],
    [30, 0, 1],
  ])('with ceiling %i and %s learned starts at %i', (ceiling, learned, expected) => {
    expect(messagesPerSecond(createRate(ceiling, learned, 0))).toBe(expected);
  });

  it('falls by a fifth for each pause, not for each 429 of it', () => {
    const state = createPaceState(30);
    pauseUntil(state, 5_000, 0);
    pauseUntil(state, 6_000, 10);
    pauseUntil(state, 3_000, 5_500);
    expect(messagesPerSecond(state.rate)).toBe(24);
    pauseUntil(state, 9_000, 6_000);
    expect(messagesPerSecond(state.rate)).toBe(19);
  });

  it('climbs back within minutes, counted from the end of the pause', () => {
    const state = createPaceState(30);
    pauseUntil(state, 60_000, 0);
    climb(state.rate, 60_000);
    expect(messagesPerSecond(state.rate)).toBe(24);
    climb(state.rate, 80_000);
    expect(messagesPerSecond(state.rate)).toBe(25);
    climb(state.rate, 159_999);
    expect(messagesPerSecond(state.rate)).toBe(29);
    climb(state.rate, 160_000);
    expect(messagesPerSecond(state.rate)).toBe(30);
    climb(state.rate, 1_000_000);
    expect(messagesPerSecond(state.rate)).toBe(30);
  });

  it('goes up with the ceiling in proportion, and down with it at once', () => {
    const rate = createRate(30, 24, 0);
    setCeiling(rate, 1_000);
    expect(messagesPerSecond(rate)).toBe(800);
    setCeiling(rate, 30);
    expect(messagesPerSecond(rate)).toBe(30);
  });

  it('stays between one a second and the ceiling, whatever happens', () => {
    const events = fc.array(
      fc.tuple(fc.nat(30_000), fc.constantFrom('pause', 'climb', 'ceiling'), fc.integer({ min: 1, max: 1_000 })),
    );
    fc.assert(
      fc.property(events, (happenings) => {
        const state = createPaceState(30);
        let now = 0;
        for (const [afterMs, what, figure] of happenings) {
          now += afterMs;
          if (what === 'pause') pauseUntil(state, now + figure, now);
          else if (what === 'climb') climb(state.rate, now);
          else setCeiling(state.rate, figure);
          expect(messagesPerSecond(state.rate)).toBeGreaterThanOrEqual(1);
          expect(messagesPerSecond(state.rate)).toBeLessThanOrEqual(state.rate.ceiling);
        }
      }),
    );
  });
});
