import type { Kysely } from 'kysely';
import type { Announcements } from '../delivery/ports/announcements.ts';
import type { Timing } from '../delivery/ports/preferences.ts';
import { amendAnnouncement, announceArticle } from './announce-article.ts';
import { createAnnouncementTransitions } from './announcement-transitions.ts';
import { createAnnouncementViews } from './announcement-views.ts';
import { countAudience, planDeliveries } from './plan-deliveries.ts';
import type { Tables } from './schema.ts';

// Subscriptions to a transaction: some twenty milliseconds, in which nobody else has a turn.
const STRETCH = 4_000;

/** The life of announcements in SQLite. `stretch` is how many subscriptions are planned in one transaction. */
export function createAnnouncements(db: Kysely<Tables>, timing: Timing, stretch = STRETCH): Announcements {
  return {
    announce: (article, state, now) => announceArticle(db, article, state, now),
    amend: (id, article) => amendAnnouncement(db, id, article),
    plan: (options) => planDeliveries(db, { ...options, timing, size: stretch }),
    audience: (id) => countAudience(db, id, stretch),
    ...createAnnouncementViews(db),
    ...createAnnouncementTransitions(db),
  };
}
