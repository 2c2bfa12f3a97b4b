import { describe, expect, it } from 'vitest';
import { createTraffic, neededAtOnce } from '../../src/delivery/concurrency.ts';

describe('deliveries needed at once', () => {
  it.each([
    // A second, latency, at most.
    [1, 5, 2],
    [30, 5, 6],
    [30, 100, 9],
    [30, 1_000, 43],
    [1_000, 5, 108],
    [1_000, 100, 226],
    [1_000, 1_000, 256],
    [1_000, 30_000, 256],
  ])('%i a second at %i ms are %i', (perSecond, latencyMs, most) => {
    expect(neededAtOnce(perSecond, latencyMs).most).toBe(most);
  });

  it('keep the pace with something to spare, up to their bound', () => {
    for (const perSecond of [1, 5, 30, 100, 300, 1_000]) {
      for (const latencyMs of [5, 20, 50, 100]) {
        expect(neededAtOnce(perSecond, latencyMs).most).toBeGreaterThanOrEqual(perSecond * (latencyMs / 1_000) * 1.25);
      }
    }
  });

  it('are claimed a few at a time, and in larger batches the faster they go', () => {
    expect(neededAtOnce(1, 50).batch).toBe(1);
    expect(neededAtOnce(30, 50).batch).toBe(3);
    expect(neededAtOnce(1_000, 50).batch).toBe(60);
  });
});

describe('traffic', () => {
  function arrange() {
    const time = { now: 0 };
    const traffic = createTraffic({ elapsedMs: () => time.now });
    const enter = (count: number) => Array.from({ length: count }, () => traffic.enter());
    return { time, traffic, enter };
  }

  it('has room for what the pace needs, less what is under way', () => {
    const { traffic, enter } = arrange();
    expect(traffic.room(30)).toBe(9);
    const [first, second, third] = enter(9);
    expect(traffic.room(30)).toBe(0);
    for (const passage of [first, second, third]) passage?.leave();
    expect(traffic.room(30)).toBe(3);
  });

  it('has none for less than a batch', () => {
    const { traffic, enter } = arrange();
    const passages = enter(traffic.room(1_000));
    for (const passage of passages.slice(0, 59)) passage.leave();
    expect(traffic.room(1_000)).toBe(0);
    passages[59]?.leave();
    expect(traffic.room(1_000)).toBe(60);
  });

  it('follows the latency of late, both ways', () => {
    const { traffic } = arrange();
    const note = (ms: number) => Array.from({ length: 100 }, () => traffic.noteLatency(ms));
    note(1_000);
    expect(traffic.room(30)).toBeGreaterThan(40);
    note(5);
    expect(traffic.room(30)).toBe(6);
    traffic.noteLatency(5_000);
    expect(traffic.room(30)).toBeLessThan(20);
  });

  it('is not held up by what hangs, within bounds', () => {
    const { time, traffic, enter } = arrange();
    enter(9);
    time.now = 1_999;
    expect(traffic.room(30)).toBe(0);
    time.now = 2_000;
    expect(traffic.room(30)).toBe(9);
    enter(40);
    time.now = 10_000;
    expect(traffic.room(30)).toBe(0);
  });

  it('lets others go while a chat has to wait, as long as those are few', () => {
    const { traffic, enter } = arrange();
    for (const passage of enter(32)) passage.stepAside();
    expect(traffic.room(30)).toBe(9);
    const [last] = enter(1);
    last?.stepAside();
    expect(traffic.room(30)).toBe(8);
    last?.leave();
    expect(traffic.room(30)).toBe(9);
  });

  it('takes for hanging at a slow pace only what has waited several turns', () => {
    const { time, traffic, enter } = arrange();
    enter(traffic.room(1));
    time.now = 7_999;
    expect(traffic.room(1)).toBe(0);
    time.now = 8_000;
    expect(traffic.room(1)).toBe(2);
  });

  it('remembers its peak', () => {
    const { traffic, enter } = arrange();
    for (const passage of enter(5)) passage.leave();
    enter(2);
    expect(traffic.peak()).toBe(5);
  });
});
