import type { Announcement } from '../delivery/ports/announcements.ts';
import type { AnnouncementStep } from '../render/announcement-buttons.ts';
import type { BotContext, BotDependencies } from './context.ts';

/** What a step did: changed nothing because it does not apply any more, or something that a few words tell. */
export type StepOutcome = { readonly state: 'done'; readonly toast: string } | { readonly state: 'tooLate' };

export type ChangingStep = Exclude<AnnouncementStep, 'open' | 'list' | 'cancel' | 'later'>;

const TOO_LATE: StepOutcome = { state: 'tooLate' };

/** Does to an announcement what an author has pressed: one guarded transition, then whoever goes on with it is woken. */
export async function takeStep(
  { words }: BotContext,
  { store, delivery, now }: BotDependencies,
  { id }: Announcement,
  step: ChangingStep,
): Promise<StepOutcome> {
  const { announcements } = store;
  const done = (toast: string): StepOutcome => ({ state: 'done', toast });
  switch (step) {
    case 'publish':
    case 'silent':
      if ((await announcements.publish([id], step === 'silent')) === 0) return TOO_LATE;
      delivery.plan();
      return done(words.text('author-done-published'));
    case 'pause':
      if (!(await announcements.pause(id, { reason: 'author', note: '' }))) return TOO_LATE;
      return done(words.text('author-done-paused'));
    case 'resume':
      // One whose file is missing goes on when the file is back.
      if (!((await announcements.resume(id, 'author')) || (await announcements.resume(id, 'faults')))) return TOO_LATE;
      delivery.wakeSender();
      return done(words.text('author-done-resumed'));
    case 'confirmCancel':
      if (await announcements.cancel(id, now())) return done(words.text('author-done-cancelled'));
      if ((await announcements.dismiss([id], now())) > 0) return done(words.text('author-done-dismissed'));
      return TOO_LATE;
    case 'retry': {
      const count = await announcements.retryFailed(id, now());
      if (count === 0) return TOO_LATE;
      delivery.wakeSender();
      return done(words.text('author-done-retried', { count }));
    }
  }
}
