import { randomBytes } from 'node:crypto';
import { Bot, type BotConfig, type BotError } from 'grammy';
import type { ChatId } from '../delivery/ports/ids.ts';
import type { Logger } from '../log.ts';
import { decodeButton } from '../telegram/callback-data.ts';
import { interpretFailure } from '../telegram/outcome.ts';
import type { BotContext, BotDependencies } from './context.ts';
import { createDialogues } from './dialogues.ts';
import { createArticles } from './features/articles.ts';
import { createBegun } from './features/begun.ts';
import { createCatchUp } from './features/catch-up.ts';
import { createDeliveries } from './features/deliveries.ts';
import { createFallback } from './features/fallback.ts';
import { createInlineSearch } from './features/inline-search.ts';
import { createPresence } from './features/presence.ts';
import { createPrivacy } from './features/privacy.ts';
import { createReading } from './features/reading.ts';
import { createSavedFeature } from './features/saved.ts';
import { createSearch, createTextSearch } from './features/search.ts';
import { createSettings } from './features/settings.ts';
import { createSought } from './features/sought.ts';
import { createSubscriptions } from './features/subscriptions.ts';
import { createTags } from './features/tags.ts';
import { createWelcome } from './features/welcome.ts';
import { withPlainCommand } from './plain-command.ts';

/** The bot with all its abilities, in the order in which they see an update. It has not contacted Telegram. */
export function createBot(token: string, config: BotConfig<BotContext>, deps: BotDependencies): Bot<BotContext> {
  const bot = new Bot<BotContext>(token, config);
  bot.api.config.use(...deps.apiTransformers);
  bot
    .errorBoundary(({ error }) => deps.log.error('an inline question failed', { error }))
    .use(createInlineSearch(deps));
  const people = bot.errorBoundary((error) => apologise(error, deps.log)).chatType('private');

  people.use(async (ctx, next) => {
    if (ctx.update.message !== undefined) ctx.update.message = withPlainCommand(ctx.update.message);
    // A card that somebody picked among the bot's own inline results says nothing to the bot.
    if (ctx.message?.via_bot !== undefined) return;
    ctx.reader = ctx.chat.id as ChatId;
    ctx.words = deps.texts.for(ctx.from?.language_code);
    ctx.button = ctx.callbackQuery?.data === undefined ? undefined : decodeButton(ctx.callbackQuery.data);
    await deps.store.readers.visit({ chatId: ctx.reader, languageCode: ctx.from?.language_code }, deps.now());
    // Whoever writes has not blocked the bot, whatever an older refusal said.
    if (ctx.myChatMember === undefined) await deps.store.readers.revive(ctx.reader, deps.now());
    await next();
  });
  people.use(createPresence(deps));
  people.use(createDialogues(deps));
  people.use(createSettings(deps));
  people.use(createSearch(deps));
  people.use(createWelcome(deps));
  people.use(createArticles(deps));
  people.use(createReading(deps));
  people.use(createBegun(deps));
  people.use(createTags(deps));
  people.use(createSubscriptions(deps));
  people.use(createCatchUp(deps));
  people.use(createSavedFeature(deps));
  people.use(createPrivacy(deps));
  people.use(createDeliveries(deps));
  people.use(createSought(deps));
  people.use(createTextSearch(deps));
  people.use(createFallback());
  return bot;
}

/** Whatever went wrong, the person hears of it, and the log holds the same number with the reason. */
async function apologise({ error, ctx }: BotError<BotContext>, log: Logger): Promise<void> {
  const incident = randomBytes(4).toString('hex');
  const failure = interpretFailure(error);
  if (failure.state === 'gone') {
    log.info('a reader left in the middle of an answer', { updateId: ctx.update.update_id });
    return;
  }
  log.error('an update failed', { incident, updateId: ctx.update.update_id, error });
  try {
    await ctx.reply(ctx.words.text('error-incident', { incident }));
  } catch (apologyError) {
    log.warn('the apology did not arrive', { incident, error: apologyError });
  }
}
