import type { Clock } from '../../src/telegram/clock.ts';
import { createHastyClock } from '../e2e/world.ts';

/** Hasty time whose date can be set to another one, as a machine's can; what has elapsed takes no notice. */
export interface Warp extends Clock {
  jump(ms: number): void;
  jumpTo(date: Date): void;
}

export function createWarp(): Warp {
  const clock = createHastyClock();
  let offsetMs = 0;
  return {
    ...clock,
    now: () => new Date(clock.now().getTime() + offsetMs),
    jump(ms) {
      offsetMs += ms;
    },
    jumpTo(date) {
      offsetMs = date.getTime() - clock.now().getTime();
    },
  };
}
