import type { InlineKeyboardButton } from 'grammy/types';
import type { Article } from '../catalog/article.ts';
import { articleDeepLink } from '../render/site-links.ts';
import type { BotContext } from './context.ts';

/**
 * The button that hands an article on to another chat: there the bot offers its card, in inline mode. A bot whose inline
 * mode is off (it is switched on at @BotFather) hands on the link alone, since Telegram refuses the other button then.
 */
export function shareButton(ctx: BotContext, article: Article): InlineKeyboardButton {
  const text = ctx.words.text('share-button');
  const link = articleDeepLink(ctx.me.username, article.id);
  if (ctx.me.supports_inline_queries) return { text, switch_inline_query: link };
  // core.telegram.org/api/links#share-links
  const query = new URLSearchParams({ url: link, text: article.title });
  return { text, url: `https://t.me/share/url?${query}` };
}
