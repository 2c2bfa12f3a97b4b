import type { ArticleId } from '../catalog/article.ts';
import { createLocalClock } from '../delivery/local-clock.ts';
import type { ChatId } from '../delivery/ports/ids.ts';
import type { Words } from '../locales/texts.ts';
import type { BotContext, BotDependencies } from './context.ts';
import { formatMoment, formatTime } from './time-zones/format-time.ts';
import { zoneOfReader } from './time-zones/zones.ts';

const clock = createLocalClock();

/** Sets this evening's reminder of an article, or takes it back; gives what the reader is told. */
export async function setReminder(
  ctx: BotContext,
  deps: BotDependencies,
  article: ArticleId,
  on: boolean,
): Promise<string> {
  const { store, evenings, delivery } = deps;
  const { words, reader } = ctx;
  const now = deps.now();
  if (!on) {
    await store.reminders.cancel(reader, article);
    delivery.wakeReminders();
    return words.text('remind-cancelled');
  }
  if ((await store.readers.get(reader))?.state === 'stopped') return words.text('remind-stopped');
  const [preferences, set] = await Promise.all([store.preferences.get(reader), store.reminders.get(reader, article)]);
  // A second press of the same button shortly before the evening does not mean the next one.
  const dueAt = set !== undefined && set > now ? set : evenings.next(preferences, now);
  // What is to be read later stands on the list of what was saved, where the reminder can be seen.
  await store.saved.add(reader, article, now);
  await store.reminders.set(reader, article, dueAt);
  delivery.wakeReminders();
  const zone = zoneOfReader(preferences.timezone, deps.timezone);
  const when = whenText(words, dueAt, now, zone);
  if (zone === preferences.timezone) return words.text('remind-set', { when });
  return words.text('remind-set-guessed', { when, time: formatTime(now, zone, words) });
}

/** Lets a reader who has just said where he lives be reminded in the evening of that place. */
export async function moveReminders(
  { store, evenings, delivery, now }: BotDependencies,
  reader: ChatId,
): Promise<void> {
  const evening = evenings.next(await store.preferences.get(reader), now());
  await store.reminders.move(reader, evening, now());
  delivery.wakeReminders();
}

/** A moment to come in the reader's zone, as part of a sentence: “at 19:00”, “tomorrow at 19:00”. */
export function whenText(words: Words, at: Date, now: Date, zone: string): string {
  const dayOf = (instant: Date) => clock.at(zone, instant.getTime()).day;
  const days = dayOf(at) - dayOf(now);
  if (days > 1) return words.text('remind-when-later', { moment: formatMoment(at, zone, words) });
  return words.text(days === 1 ? 'remind-when-tomorrow' : 'remind-when-today', { time: formatTime(at, zone, words) });
}
