import { Composer } from 'grammy';
import type { Preferences } from '../../delivery/ports/preferences.ts';
import type { TextMessage } from '../../render/message.ts';
import type { ButtonData } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { onButton, onToggle } from '../on-button.ts';
import { readChange, type Setting } from '../read-change.ts';
import { digestScreen, quietFromScreen, quietScreen, quietUntilScreen } from '../screens/settings-hours-screens.ts';
import { settingsScreen } from '../screens/settings-main-screen.ts';
import { zoneScreen } from '../screens/settings-zone-screens.ts';
import { subscriptionsScreen } from '../screens/subscription-screens.ts';
import { reply, show } from '../show.ts';
import { moveReminders } from '../this-evening.ts';
import { formatHour, formatMoment, weekdayName } from '../time-zones/format-time.ts';
import { cityOf, zoneOfReader } from '../time-zones/zones.ts';
import { createTimeZone } from './time-zone.ts';

type Screen = Extract<ButtonData, { action: 'settings' }>['screen'];

/** `/settings`: when and how articles come, one message whose buttons turn it from screen to screen. */
export function createSettings(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(createTimeZone(deps));

  composer.command('settings', async (ctx) => reply(ctx, deps, await settingsScreen(ctx, deps)));
  onButton(composer, 'settings', async (ctx, { screen, where }) => {
    const message = await screenOf(ctx, deps, screen);
    await (where === 'here' ? show : reply)(ctx, deps, message);
  });
  onButton(composer, 'quietUntil', (ctx, { from }) => show(ctx, deps, quietUntilScreen(ctx.words, from)));

  onToggle(composer, 'set', async (ctx, { setting, value }) => {
    const now = deps.now();
    const change = readChange(setting, value, now);
    if (change === undefined) return { toast: ctx.words.text('button-outdated') };
    await deps.store.preferences.set(ctx.reader, change, now);
    // What waited may be due now.
    deps.delivery.wakeSender();
    const preferences = await deps.store.preferences.get(ctx.reader);
    if (setting === 'zone') await moveReminders(deps, ctx.reader);
    return {
      toast: confirmation(ctx, deps, setting, preferences),
      redraw: async () => show(ctx, deps, await screenOf(ctx, deps, SCREEN_OF[setting])),
    };
  });
  return composer;
}

const SCREEN_OF: Readonly<Record<Setting, Screen>> = {
  zone: 'main',
  digestHour: 'digest',
  digestWeekday: 'digest',
  quiet: 'quiet',
  silent: 'main',
  pause: 'main',
  form: 'main',
};

async function screenOf(ctx: BotContext, deps: BotDependencies, screen: Screen): Promise<TextMessage> {
  switch (screen) {
    case 'main':
      return settingsScreen(ctx, deps);
    case 'zone':
      return zoneScreen(ctx.words, deps.now(), deps.timezone);
    case 'digest':
      return digestScreen(ctx.words, await deps.store.preferences.get(ctx.reader));
    case 'quiet':
      return quietScreen(ctx.words, await deps.store.preferences.get(ctx.reader));
    case 'quietFrom':
      return quietFromScreen(ctx.words);
    case 'cadence':
      return subscriptionsScreen(ctx, deps, 1);
  }
}

/** What has been set, in a few words on top of the screen. */
function confirmation(ctx: BotContext, deps: BotDependencies, setting: Setting, preferences: Preferences): string {
  const { words } = ctx;
  const { digestHour, digestWeekday, quietHours, pausedUntil, silent } = preferences;
  const zone = zoneOfReader(preferences.timezone, deps.timezone);
  switch (setting) {
    case 'zone':
      return words.text('zone-set', { city: cityOf(zone) });
    case 'digestHour':
      return words.text('settings-digest-hour-set', { hour: formatHour(digestHour) });
    case 'digestWeekday':
      return words.text('settings-digest-weekday-set', { weekday: weekdayName(digestWeekday, 'long', words) });
    case 'quiet':
      if (quietHours === undefined) return words.text('settings-quiet-off-set');
      return words.text('settings-quiet-set', {
        from: formatHour(quietHours.from),
        until: formatHour(quietHours.until),
      });
    case 'silent':
      return words.text(silent ? 'settings-silent-set' : 'settings-sound-set');
    case 'form':
      return words.text(`settings-form-${preferences.readingForm}-set`);
    case 'pause':
      if (pausedUntil === undefined) return words.text('settings-resume-set');
      return words.text('settings-pause-set', { until: formatMoment(pausedUntil, zone, words) });
  }
}
