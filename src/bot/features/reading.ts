import { FormattedString } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import type { Article } from '../../catalog/article.ts';
import { parseSteps } from '../../markdown/parse.ts';
import { inTurns } from '../../markdown/steps.ts';
import { saveButton } from '../../render/card.ts';
import { classicSteps } from '../../render/classic.ts';
import type { Keyboard, OutgoingMessage } from '../../render/message.ts';
import { encodeButton } from '../../telegram/callback-data.ts';
import { resolveImage, resolveLink } from '../article-references.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { createImpatience } from '../impatience.ts';
import { onButton } from '../on-button.ts';
import { reply } from '../show.ts';
import { sayGone } from './articles.ts';

// Telegram takes a short burst of messages in a chat and then about one a second; a reader reads slower than that.
const MESSAGES_AT_ONCE = 4;

/** “Read here”: the whole article in the chat, a few messages at a time. */
export function createReading(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const presses = createImpatience(deps.now);
  onButton(composer, 'readArticle', async (ctx, { article: id, part }) => {
    const article = deps.catalog().article(id);
    if (article === undefined) return sayGone(ctx);
    const press = `${ctx.reader} ${ctx.callbackQuery?.message?.message_id} ${part}`;
    if (presses.isRepeated(press)) return;
    await sendPortion(ctx, deps, article, part);
    presses.answered(press);
  });
  return composer;
}

async function sendPortion(ctx: BotContext, deps: BotDependencies, article: Article, part: number): Promise<void> {
  const messages = await renderArticle(ctx, deps, article);
  const first = (part - 1) * MESSAGES_AT_ONCE;
  const portion = messages.slice(first, first + MESSAGES_AT_ONCE);
  if (portion.length === 0) return reply(ctx, deps, emptyScreen(ctx));
  const parts = Math.ceil(messages.length / MESSAGES_AT_ONCE);
  const keyboard = await endOfPortion(ctx, deps, article, part, parts);
  for (const [index, message] of portion.entries()) {
    await reply(ctx, deps, index === portion.length - 1 ? { ...message, keyboard } : message);
  }
}

/** In turns with everything else, so that a reader of a whole book holds up nobody. */
async function renderArticle(
  ctx: BotContext,
  deps: BotDependencies,
  article: Article,
): Promise<readonly OutgoingMessage[]> {
  const targets = { catalog: deps.catalog(), site: deps.site, bot: ctx.me.username };
  const document = await inTurns(parseSteps(article.body, { mdx: article.mdx }));
  const parts = classicSteps(document, {
    words: ctx.words,
    heading: FormattedString.b(article.title),
    resolveLink: (href) => resolveLink(href, article, targets),
    resolveImage: (url) => resolveImage(url, article, deps.contentFolders),
  });
  return inTurns(parts);
}

async function endOfPortion(
  ctx: BotContext,
  deps: BotDependencies,
  article: Article,
  part: number,
  parts: number,
): Promise<Keyboard> {
  const { words } = ctx;
  if (part < parts) {
    const next = encodeButton({ action: 'readArticle', article: article.id, part: part + 1 });
    return [[{ text: words.text('read-continue-button', { part: part + 1, parts }), callback_data: next }]];
  }
  const saved = saveButton(words, article.id, await deps.store.saved.has(ctx.reader, article.id));
  if (deps.catalog().relatedArticles(article, 1).length === 0) return [[saved]];
  const related = encodeButton({ action: 'related', article: article.id });
  return [[saved, { text: words.text('card-related-button'), callback_data: related }]];
}

function emptyScreen(ctx: BotContext): OutgoingMessage {
  return { kind: 'text', text: new FormattedString(ctx.words.text('read-empty')) };
}
