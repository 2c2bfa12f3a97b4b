import type { Announcement } from './ports/announcements.ts';
import type { AnnouncementId } from './ports/ids.ts';

/** Measures how fast announcements go. */
export interface DeskRates {
  /** Notes how far an announcement is at `nowMs`, milliseconds that only grow; gives messages a second of late, if known. */
  measure(announcement: Announcement, nowMs: number): number | undefined;
}

interface Sample {
  readonly at: number;
  readonly done: number;
}

const WINDOW_MS = 30_000;
// A shorter stretch says more about chance than about the rate.
const SHORTEST_MS = 2_000;

/** Starts without a memory: after a restart it takes some seconds until a rate is known. */
export function createDeskRates(): DeskRates {
  const samples = new Map<AnnouncementId, readonly Sample[]>();
  return {
    measure(announcement, nowMs) {
      const { id, state, opensAt, sent, failed, gone } = announcement;
      if (state !== 'running' || opensAt === undefined) {
        samples.delete(id);
        return undefined;
      }
      const before = samples.get(id) ?? [];
      const last: Sample = { at: nowMs, done: sent + failed + gone };
      const kept = [...before.filter(({ at }) => at >= nowMs - WINDOW_MS), last];
      samples.set(id, kept);
      const first = kept[0] ?? last;
      const rate = ((last.done - first.done) * 1_000) / (last.at - first.at);
      return last.at - first.at >= SHORTEST_MS && rate > 0 ? rate : undefined;
    },
  };
}
