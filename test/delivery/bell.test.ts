import { describe, expect, it } from 'vitest';
import { createBell } from '../../src/delivery/bell.ts';
import { createFakeClock, settle } from '../telegram/fake-clock.ts';

function arrange() {
  const clock = createFakeClock();
  const stopping = new AbortController();
  const bell = createBell(clock);
  const wait = (ms?: number) => {
    const state = { over: false };
    void bell.wait(stopping.signal, ms).then(() => {
      state.over = true;
    });
    return state;
  };
  return { clock, stopping, bell, wait };
}

describe('a bell', () => {
  it('wakes at a ring, and not before', async () => {
    const { bell, wait } = arrange();
    const waiting = wait();
    await settle();
    expect(waiting.over).toBe(false);
    bell.ring();
    await settle();
    expect(waiting.over).toBe(true);
  });

  it('that rang while nobody waited ends the next wait, and only that', async () => {
    const { bell, wait } = arrange();
    bell.ring();
    bell.ring();
    const first = wait();
    await settle();
    expect(first.over).toBe(true);
    const next = wait();
    await settle();
    expect(next.over).toBe(false);
  });

  it('wakes when the time is over, and leaves no timer when it rings earlier', async () => {
    const { clock, bell, wait } = arrange();
    const waiting = wait(1_000);
    await clock.advance(999);
    expect(waiting.over).toBe(false);
    await clock.advance(1);
    expect(waiting.over).toBe(true);
    const rung = wait(1_000);
    bell.ring();
    await settle();
    expect(rung.over).toBe(true);
    expect(clock.sleepers()).toBe(0);
  });

  it('wakes everybody who shall stop, at once and from then on', async () => {
    const { stopping, wait } = arrange();
    const waiting = wait();
    stopping.abort();
    await settle();
    expect(waiting.over).toBe(true);
    const later = wait(1_000);
    await settle();
    expect(later.over).toBe(true);
  });
});
