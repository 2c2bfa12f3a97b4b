import type { Preferences } from '../delivery/ports/preferences.ts';
import type { BotContext, BotDependencies } from './context.ts';
import { formatMoment } from './time-zones/format-time.ts';
import { zoneOfReader } from './time-zones/zones.ts';

/** Until when a reader has paused everything, if he has and the time has not come. */
export function pauseOf({ pausedUntil }: Preferences, now: Date): Date | undefined {
  return pausedUntil !== undefined && pausedUntil > now ? pausedUntil : undefined;
}

/** A sentence on the pause that a reader has on; none when he has none. */
export async function pauseHint(ctx: BotContext, deps: BotDependencies): Promise<string[]> {
  const preferences = await deps.store.preferences.get(ctx.reader);
  const until = pauseOf(preferences, deps.now());
  if (until === undefined) return [];
  const zone = zoneOfReader(preferences.timezone, deps.timezone);
  return [ctx.words.text('pause-hint', { until: formatMoment(until, zone, ctx.words) })];
}
