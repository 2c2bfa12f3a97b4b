import type { IdentifiedArticle } from '../catalog/assign-ids.ts';
import { isVisible } from '../catalog/create-catalog.ts';
import { cardHash, WITHDRAWN } from './card-hash.ts';
import type { AnnouncedArticle } from './ports/announcements.ts';

/**
 * How an announcement follows its article. `amend`: nothing was sent, what is to go out is the article as it is now.
 * `edit`: what was sent has to show the new card. `retract` and `restore`: it has become a draft, or is none any more.
 * `later`: it is edited but cannot be seen for now.
 */
export type Following = 'amend' | 'edit' | 'retract' | 'restore' | 'later';

/**
 * Compares an announced article with its file; `isEdited` says whether the file has changed since it was last compared.
 * A draft takes back what was sent, after a cancellation too, which stays cancelled. One that waits for the author's
 * word keeps waiting as a draft, since no reader has it; that it is not to go out meanwhile shows in the catalogue.
 * Pure; a change in the body, the name or the time of the file is none.
 */
export function followArticle(
  article: IdentifiedArticle,
  announced: AnnouncedArticle,
  isEdited: boolean,
  now: Date,
): Following | undefined {
  const waits = announced.state === 'held' || announced.state === 'approval';
  if (article.draft) return waits || isTakenBack(announced) ? undefined : 'retract';
  if (!isVisible(article, now)) return isEdited ? 'later' : undefined;
  if (announced.state === 'retracted') return 'restore';
  // An article is hashed only when there is a reason to: there may be many thousand.
  if (!isEdited || cardHash(article) === announced.cardHash) return undefined;
  return waits ? 'amend' : 'edit';
}

/** Whether both steps of a retraction are done. */
function isTakenBack({ state, cardHash }: AnnouncedArticle): boolean {
  return cardHash === WITHDRAWN && (state === 'retracted' || state === 'cancelled');
}
