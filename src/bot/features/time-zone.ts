import { type Conversation, createConversation } from '@grammyjs/conversations';
import { Composer, type Context } from 'grammy';
import { decodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { openDialogue } from '../dialogues.ts';
import { onButton, onToggle } from '../on-button.ts';
import { quote } from '../quote.ts';
import { settingsScreen } from '../screens/settings-main-screen.ts';
import {
  cityQuestion,
  foundPlacesScreen,
  placeName,
  placesScreen,
  unknownPlaceScreen,
  zoneScreen,
} from '../screens/settings-zone-screens.ts';
import { reply, show } from '../show.ts';
import { moveReminders } from '../this-evening.ts';
import { findZones } from '../time-zones/find-zones.ts';
import { readOffset } from '../time-zones/read-offset.ts';

const DIALOGUE = 'city';
// Whoever has not answered by then has forgotten the question, and means what he writes as a search.
const WAIT_MS = 15 * 60_000;
// A time that was shown longer ago is not what the reader's clock shows.
const TIMES_HOLD_MS = 10 * 60_000;
const MINUTE_MS = 60_000;

/** How a reader tells where he lives: by the time his clock shows and a place with that time, or by writing a city's name. */
export function createTimeZone(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    createConversation<BotContext, Context>((conversation, ctx) => askForCity(conversation, ctx, deps), DIALOGUE),
  );

  onButton(composer, 'localTime', async (ctx, { ahead, shown }) => {
    const now = deps.now();
    const isStale = Math.abs(now.getTime() - shown * MINUTE_MS) > TIMES_HOLD_MS;
    const places = isStale ? undefined : placesScreen(ctx.words, now, ahead, 1);
    await show(ctx, deps, places ?? zoneScreen(ctx.words, now, deps.timezone, true));
  });
  onButton(composer, 'zones', async (ctx, { ahead, page }) => {
    const places = placesScreen(ctx.words, deps.now(), ahead, page);
    await show(ctx, deps, places ?? zoneScreen(ctx.words, deps.now(), deps.timezone, true));
  });

  onButton(composer, 'askCity', (ctx) => openDialogue(ctx, DIALOGUE));
  onToggle(composer, 'cancelCity', async (ctx) => ({ toast: ctx.words.text('zone-city-over') }));
  return composer;
}

/**
 * Asks for a place and waits until one is named that is known. /cancel ends the dialogue, and so does whatever else the
 * reader turns to: another command, or any button but Cancel.
 */
async function askForCity(
  conversation: Conversation<BotContext, Context>,
  _: Context,
  deps: BotDependencies,
): Promise<void> {
  await conversation.external((ctx) => reply(ctx, deps, cityQuestion(ctx.words)));
  for (;;) {
    const next = await conversation.wait({ maxMilliseconds: WAIT_MS });
    if (next.hasCommand('cancel')) {
      return conversation.external((ctx) => say(ctx, 'zone-city-cancelled'));
    }
    if (next.callbackQuery !== undefined) {
      if (decodeButton(next.callbackQuery.data ?? '')?.action !== 'cancelCity')
        return conversation.halt({ next: true });
      await next.answerCallbackQuery();
      return conversation.external((ctx) => showCancelled(ctx, deps));
    }
    if (next.entities('bot_command').some(({ offset }) => offset === 0)) return conversation.halt({ next: true });
    const { text } = next.message ?? {};
    if (text !== undefined) {
      const isSettled = await conversation.external((ctx) => answerPlace(ctx, deps, text));
      if (isSettled) return;
    } else if (next.message !== undefined) {
      await conversation.external((ctx) => say(ctx, 'zone-city-ask-words'));
    } else {
      await conversation.skip({ next: true });
    }
  }
}

async function say(ctx: BotContext, key: string): Promise<void> {
  await ctx.reply(ctx.words.text(key));
}

async function showCancelled(ctx: BotContext, deps: BotDependencies): Promise<void> {
  await show(ctx, deps, await settingsScreen(ctx, deps, ctx.words.text('zone-city-cancelled')));
}

/** Sets the zone of the one place that a text names, or asks further. Gives whether the zone is set. */
async function answerPlace(ctx: BotContext, deps: BotDependencies, text: string): Promise<boolean> {
  const now = deps.now();
  const ahead = readOffset(text, now);
  const byTime = ahead === undefined ? undefined : placesScreen(ctx.words, now, ahead, 1);
  if (byTime !== undefined) {
    await reply(ctx, deps, byTime);
    return false;
  }
  const { places: found, isCertain } = findZones(text);
  const [only, ...others] = found;
  if (only === undefined) {
    await reply(ctx, deps, unknownPlaceScreen(ctx.words, quote(text)));
    return false;
  }
  if (others.length > 0 || !isCertain) {
    await reply(ctx, deps, foundPlacesScreen(ctx.words, found, isCertain));
    return false;
  }
  const { name } = only.zone;
  await deps.store.preferences.set(ctx.reader, { timezone: name }, now);
  deps.delivery.wakeSender();
  await moveReminders(deps, ctx.reader);
  const lead = ctx.words.text('zone-set', { city: placeName(ctx.words, only) });
  await reply(ctx, deps, await settingsScreen(ctx, deps, lead));
  return true;
}
