import { approvalShown, askedUntil, CLOSED, shownBy } from '../../delivery/desk-fingerprints.ts';
import type { Announcement, AuthorMessageKey } from '../../delivery/ports/announcements.ts';
import type { AnnouncementLight } from '../../render/announcement-facts.ts';
import { renderDeliveries, renderDeliveryReport } from '../../render/announcement-list.ts';
import { renderProgress } from '../../render/announcement-progress.ts';
import {
  type Audience,
  renderApproval,
  renderCancelQuestion,
  renderPutOff,
} from '../../render/announcement-questions.ts';
import type { TextMessage } from '../../render/message.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { show } from '../show.ts';

const LISTED = 10;
// Longer than it takes to answer "Cancel it?"; after that the message shows again how things stand.
const QUESTION_MS = 20_000;

/** The last announcements, newest first. */
export async function deliveriesScreen({ words }: BotContext, { store }: BotDependencies): Promise<TextMessage> {
  return renderDeliveries(await store.announcements.latest(LISTED), words);
}

/**
 * Turns the pressed message into how an announcement stands: the message that the desk keeps up to date stays one,
 * any other becomes a report with a way back to the list.
 */
export async function showAnnouncement(ctx: BotContext, deps: BotDependencies, announcement: Announcement) {
  const isDesks = await isDeskMessage(ctx, deps, progressKey(ctx, announcement));
  if (!isDesks) return show(ctx, deps, await reportScreen(ctx, deps, announcement));
  if (announcement.state === 'approval') {
    const question = renderApproval(announcement, await audienceOf(deps, announcement), ctx.words);
    return showAndKeep(ctx, deps, announcement, question, approvalShown(announcement));
  }
  const message = renderProgress(announcement, lightOf(deps), ctx.words);
  await showAndKeep(ctx, deps, announcement, message, shownBy(message));
}

/** Asks once more before a cancellation, in the pressed message. */
export async function askToCancel(ctx: BotContext, deps: BotDependencies, announcement: Announcement) {
  const until = new Date(deps.now().getTime() + QUESTION_MS);
  await showAndKeep(ctx, deps, announcement, renderCancelQuestion(announcement, ctx.words), askedUntil(until));
}

/** What is left of the question for approval after "Not now", until the announcement changes. */
export async function showPutOff(ctx: BotContext, deps: BotDependencies, announcement: Announcement) {
  await showAndKeep(ctx, deps, announcement, renderPutOff(announcement, ctx.words), approvalShown(announcement));
}

/** Turns the pressed question about a batch into its answer. */
export async function showSettled(
  ctx: BotContext,
  deps: BotDependencies,
  kind: 'held' | 'missing',
  batch: number,
  message: TextMessage,
) {
  await keep(ctx, deps, { kind, subject: batch, authorId: ctx.reader }, CLOSED);
  await show(ctx, deps, message);
}

async function reportScreen(ctx: BotContext, deps: BotDependencies, announcement: Announcement): Promise<TextMessage> {
  const waits = announcement.state === 'held' || announcement.state === 'approval';
  const reasons = await deps.store.announcements.reasons(announcement.id);
  const audience = waits ? await audienceOf(deps, announcement) : undefined;
  return renderDeliveryReport(announcement, { reasons, audience }, lightOf(deps), ctx.words);
}

async function showAndKeep(
  ctx: BotContext,
  deps: BotDependencies,
  announcement: Announcement,
  message: TextMessage,
  shows: string,
): Promise<void> {
  await keep(ctx, deps, progressKey(ctx, announcement), shows);
  await show(ctx, deps, message);
}

/** Before the message is turned: should that fail, the desk would else turn it back. */
async function keep(ctx: BotContext, deps: BotDependencies, key: AuthorMessageKey, shows: string): Promise<void> {
  const messageId = ctx.callbackQuery?.message?.message_id;
  if (messageId !== undefined && (await isDeskMessage(ctx, deps, key)))
    await deps.store.authorMessages.set(key, { messageId, shows });
}

/** Whether the pressed button stands on the message that the desk keeps about a subject. */
async function isDeskMessage(ctx: BotContext, deps: BotDependencies, key: AuthorMessageKey): Promise<boolean> {
  const kept = await deps.store.authorMessages.get(key);
  return kept !== undefined && kept.messageId === ctx.callbackQuery?.message?.message_id;
}

function progressKey(ctx: BotContext, { id }: Announcement): AuthorMessageKey {
  return { kind: 'progress', subject: id, authorId: ctx.reader };
}

async function audienceOf({ store, delivery }: BotDependencies, { id }: Announcement): Promise<Audience> {
  return { readers: await store.announcements.audience(id), perSecond: delivery.rate() };
}

function lightOf({ now, timezone, delivery }: BotDependencies): AnnouncementLight {
  return { now: now(), timezone, measuredRate: undefined, expectedRate: delivery.rate() };
}
