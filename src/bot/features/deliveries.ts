import { Composer } from 'grammy';
import type { Announcement } from '../../delivery/ports/announcements.ts';
import type { AnnouncementId } from '../../delivery/ports/ids.ts';
import { renderHeldOutcome, renderMissingOutcome } from '../../render/announcement-batches.ts';
import type { AnnouncementStep } from '../../render/announcement-buttons.ts';
import type { TextMessage } from '../../render/message.ts';
import { takeStep } from '../announcement-steps.ts';
import { chooseForHeld, chooseForMissing } from '../batch-choices.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { type Answer, onToggle } from '../on-button.ts';
import {
  askToCancel,
  deliveriesScreen,
  showAnnouncement,
  showPutOff,
  showSettled,
} from '../screens/delivery-screens.ts';
import { reply, show } from '../show.ts';

/**
 * `/deliveries` and the buttons under what the desk tells authors. For anybody else neither exists: command and
 * buttons fall through to the last word, on every press anew.
 */
export function createDeliveries(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const authors = composer.filter((ctx) => ctx.from !== undefined && deps.authorIds.includes(ctx.from.id));

  authors.command('deliveries', async (ctx) => reply(ctx, deps, await deliveriesScreen(ctx, deps)));

  onToggle(authors, 'announcement', async (ctx, { announcement: id, step }) => {
    if (step === 'list') {
      return { toast: undefined, redraw: async () => show(ctx, deps, await deliveriesScreen(ctx, deps)) };
    }
    const announcement = await deps.store.announcements.get(id as AnnouncementId);
    if (announcement === undefined) return { toast: ctx.words.text('button-outdated') };
    return answerStep(ctx, deps, announcement, step);
  });

  onToggle(authors, 'held', async (ctx, { batch, choice }) => {
    const chosen = await chooseForHeld(deps, batch, choice);
    deps.delivery.wakeDesk();
    const settled = { text: ctx.words.rich('author-held-settled'), kind: 'text', keyboard: [] } satisfies TextMessage;
    const outcome = chosen && renderHeldOutcome(choice, chosen.count, chosen.title, ctx.words);
    return {
      toast: chosen === undefined ? ctx.words.text('author-too-late') : undefined,
      redraw: () => showSettled(ctx, deps, 'held', batch, outcome ?? settled),
    };
  });

  onToggle(authors, 'missing', async (ctx, { batch, choice }) => {
    const chosen = await chooseForMissing(deps, batch, choice);
    deps.delivery.wakeDesk();
    const settled = {
      text: ctx.words.rich('author-missing-settled'),
      kind: 'text',
      keyboard: [],
    } satisfies TextMessage;
    const outcome = chosen && renderMissingOutcome(choice, chosen.count, chosen.title, ctx.words);
    return {
      toast: chosen === undefined ? ctx.words.text('author-too-late') : undefined,
      redraw: () => showSettled(ctx, deps, 'missing', batch, outcome ?? settled),
    };
  });
  return composer;
}

async function answerStep(
  ctx: BotContext,
  deps: BotDependencies,
  announcement: Announcement,
  step: Exclude<AnnouncementStep, 'list'>,
): Promise<Answer> {
  const redraw = async () => {
    const current = await deps.store.announcements.get(announcement.id);
    if (current !== undefined) await showAnnouncement(ctx, deps, current);
  };
  const tooLate = { toast: ctx.words.text('author-too-late'), redraw };
  switch (step) {
    case 'open':
      return { toast: undefined, redraw };
    case 'cancel':
      if (isOver(announcement)) return tooLate;
      return { toast: undefined, redraw: () => askToCancel(ctx, deps, announcement) };
    case 'later':
      if (announcement.state !== 'approval') return tooLate;
      return { toast: ctx.words.text('author-done-put-off'), redraw: () => showPutOff(ctx, deps, announcement) };
    default: {
      const outcome = await takeStep(ctx, deps, announcement, step);
      deps.delivery.wakeDesk();
      return outcome.state === 'done' ? { toast: outcome.toast, redraw } : tooLate;
    }
  }
}

function isOver({ state }: Announcement): boolean {
  return state === 'finished' || state === 'cancelled' || state === 'retracted';
}
