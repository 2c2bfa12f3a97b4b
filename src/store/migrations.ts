import { READERS_AND_DELIVERIES } from './migrations/001-readers-and-deliveries.ts';
import { MESSAGE_IDS } from './migrations/002-message-ids.ts';
import { DELIVERY_ENGINE } from './migrations/003-delivery-engine.ts';
import { READING } from './migrations/004-reading.ts';
import { SOUGHT_WORDS } from './migrations/005-sought-words.ts';

/**
 * The ordered list of migrations; a database's version is how many of them it has had. Entries are only ever added:
 * one that has been released is never edited.
 */
export const MIGRATIONS: readonly string[] = [
  READERS_AND_DELIVERIES,
  MESSAGE_IDS,
  DELIVERY_ENGINE,
  READING,
  SOUGHT_WORDS,
];
