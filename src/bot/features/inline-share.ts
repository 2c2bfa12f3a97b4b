import { Composer, type Context } from 'grammy';
import type { InlineQueryResultArticle } from 'grammy/types';
import type { Article } from '../../catalog/article.ts';
import { cardText } from '../../render/card.ts';
import { cutText } from '../../render/cut.ts';
import { articleDeepLink, parseDeepLink } from '../../render/site-links.ts';
import { MESSAGE_TEXT_LIMIT } from '../../telegram/limits.ts';
import { interpretFailure } from '../../telegram/outcome.ts';
import type { BotDependencies } from '../context.ts';

// Titles and descriptions are the same for everybody, and an article hardly ever changes while it is handed on.
const CACHE_SECONDS = 300;
const DESCRIPTION_LIMIT = 200;

/** The Share button's second half: in the other chat, the article's link after the bot's name offers the article's card. */
export function createInlineShare(deps: BotDependencies): Composer<Context> {
  const composer = new Composer<Context>();
  composer.on('inline_query', async (ctx) => {
    const article = sharedArticle(ctx.inlineQuery.query, deps);
    const words = deps.texts.for(ctx.from.language_code);
    const results = article === undefined ? [] : [shareResult(article, ctx.me.username, words, deps)];
    try {
      await ctx.answerInlineQuery(results, { cache_time: CACHE_SECONDS, is_personal: false });
    } catch (error) {
      // People type on, and Telegram gives a question up after some seconds.
      if (interpretFailure(error).state !== 'missing') throw error;
    }
  });
  return composer;
}

function sharedArticle(query: string, deps: BotDependencies): Article | undefined {
  const payload = /^\s*https:\/\/t\.me\/\w+\?start=([\w-]+)\s*$/.exec(query)?.[1];
  const link = payload === undefined ? undefined : parseDeepLink(payload);
  return link?.kind === 'article' ? deps.catalog().article(link.id) : undefined;
}

function shareResult(
  article: Article,
  bot: string,
  words: ReturnType<BotDependencies['texts']['for']>,
  deps: BotDependencies,
): InlineQueryResultArticle {
  const text = cardText(article, words, MESSAGE_TEXT_LIMIT);
  return {
    type: 'article',
    id: article.id,
    title: article.title,
    description: cutText(article.description, DESCRIPTION_LIMIT) || deps.site.name,
    input_message_content: {
      message_text: text.text,
      entities: text.entities,
      link_preview_options: { is_disabled: true },
    },
    reply_markup: {
      inline_keyboard: [[{ text: words.text('share-open-button'), url: articleDeepLink(bot, article.id) }]],
    },
  };
}
