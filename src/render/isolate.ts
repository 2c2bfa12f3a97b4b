import { holdsRightToLeft } from './direction.ts';

// Direction marks that reach beyond their own text when nobody ends them.
const DIRECTION_MARKS = /[\u202A-\u202E\u2066-\u2069]/g;
const ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';

/** Keeps a text's direction to itself, so that numbers and dots around a right-to-left title stay where they are. */
export function isolate(text: string): string {
  const bare = text.replace(DIRECTION_MARKS, '');
  return holdsRightToLeft(bare) ? ISOLATE + bare + END_OF_ISOLATE : bare;
}
