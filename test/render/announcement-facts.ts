import type { AnnouncementFacts, AnnouncementLight } from '../../src/render/announcement-facts.ts';

export const NOW = new Date('2026-03-05T12:00:00Z');

/** An announcement that is under way, with what the test is about. The counts need not add up. */
export function facts(more: Partial<AnnouncementFacts> = {}): AnnouncementFacts {
  return {
    id: 7,
    title: 'Grid by heart',
    state: 'running',
    silent: false,
    startedAt: new Date('2026-03-05T11:58:00Z'),
    opensAt: new Date('2026-03-05T11:59:00Z'),
    finishedAt: undefined,
    pause: undefined,
    total: 1_000,
    sent: 0,
    failed: 0,
    gone: 0,
    skipped: 0,
    open: 1_000,
    nextDueAt: new Date('2026-03-05T11:59:00Z'),
    ...more,
  };
}

export function light(more: Partial<AnnouncementLight> = {}): AnnouncementLight {
  return { now: NOW, timezone: 'UTC', measuredRate: undefined, expectedRate: 27, ...more };
}
