import { WITHDRAWN } from '../delivery/card-hash.ts';
import { heldBatches, missingArticles, missingBatches } from '../delivery/desk-batches.ts';
import type { Announcement } from '../delivery/ports/announcements.ts';
import type { HeldChoice, MissingChoice } from '../render/announcement-batches.ts';
import type { BotDependencies } from './context.ts';

/** What a choice was made for; `title` is that of the newest article, or of the first whose file is gone. */
export interface ChosenBatch {
  readonly count: number;
  readonly title: string;
}

/** Does with the announcements of a check that wait what the author chose; `undefined` when none of them waits any more. */
export async function chooseForHeld(
  { store, catalog, delivery, now }: BotDependencies,
  batch: number,
  choice: HeldChoice,
): Promise<ChosenBatch | undefined> {
  const held = heldBatches(await store.announcements.inState('held'), catalog()).get(batch) ?? [];
  const [newest] = held;
  if (newest === undefined) return undefined;
  const published = choice === 'all' ? held : choice === 'newest' ? [newest] : [];
  const seen = held.filter((announcement) => !published.includes(announcement));
  // Broken off between the two, too little went out rather than too much, and the author is asked again.
  const dismissed = await store.announcements.dismiss(idsOf(seen), now());
  const announced = await store.announcements.publish(idsOf(published), false);
  if (announced > 0) delivery.plan();
  return dismissed + announced === 0 ? undefined : { count: held.length, title: newest.title };
}

/** The same for announced articles whose files a check found gone. */
export async function chooseForMissing(
  { store, delivery, now }: BotDependencies,
  batch: number,
  choice: MissingChoice,
): Promise<ChosenBatch | undefined> {
  const { announcements, corrections } = store;
  const missing = missingBatches(await announcements.announced()).get(batch) ?? [];
  const gone = await missingArticles(missing, missing.length, announcements);
  const [first] = gone;
  if (first === undefined) return undefined;
  const at = now();
  if (choice === 'leave') {
    await announcements.leaveMissing(idsOf(gone), at);
  } else {
    for (const { id, title } of gone) {
      // The correction first: as long as the announcement is not retracted, the question stays open.
      await corrections.start(id, 'retract', { title, cardHash: WITHDRAWN }, at);
      await announcements.retract(id, at);
    }
    delivery.wakeCorrector();
  }
  return { count: gone.length, title: first.title };
}

function idsOf(announcements: readonly Announcement[]) {
  return announcements.map(({ id }) => id);
}
