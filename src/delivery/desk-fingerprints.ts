import { shortHash } from '../catalog/short-hash.ts';
import type { TextMessage } from '../render/message.ts';
import type { Ladder } from './ladders.ts';
import type { Announcement } from './ports/announcements.ts';

/** What a question shows that nobody has to answer any more. */
export const CLOSED = 'closed';

const ASKED = 'asked:';
const HASH_LENGTH = 20;

/** Tells messages apart that look different. */
export function shownBy({ text, keyboard = [] }: TextMessage): string {
  return shortHash(JSON.stringify([text.text, keyboard]), HASH_LENGTH);
}

/** The card of an article, with its picture. */
export function cardShown(ladder: Ladder): string {
  const looks = ladder.map((rung) => (rung.kind === 'photo' ? [rung.photo, rung.caption.text] : shownBy(rung)));
  return shortHash(JSON.stringify(looks), HASH_LENGTH);
}

/** An announcement waits for approval. The question stays as it was put, however the audience grows meanwhile. */
export function approvalShown({ title }: Pick<Announcement, 'title'>): string {
  return `approval:${shortHash(title, HASH_LENGTH)}`;
}

/** An author has been asked something in this message: until then it is left alone. */
export function askedUntil(until: Date): string {
  return ASKED + until.getTime();
}

/** Until when a message is to be left alone, in milliseconds UTC; 0 when it is not. */
export function leftAloneUntil(shows: string): number {
  return shows.startsWith(ASKED) ? Number(shows.slice(ASKED.length)) : 0;
}
