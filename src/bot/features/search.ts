import { type Conversation, createConversation } from '@grammyjs/conversations';
import { FormattedString } from '@grammyjs/parse-mode';
import { Composer, type Context, InlineKeyboard } from 'grammy';
import type { Words } from '../../locales/texts.ts';
import { parseQuery, type Query } from '../../search/query/parse-query.ts';
import { watchOf } from '../../search/watch.ts';
import { decodeButton, encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { openDialogue } from '../dialogues.ts';
import { onButton, onToggle } from '../on-button.ts';
import { searchAnswer, searchScreen } from '../screens/search-screen.ts';
import { watchButton } from '../screens/search-watch.ts';
import { replacePressedButton, reply, show } from '../show.ts';
import { refusal, subscribe, unsubscribe } from '../subscribing.ts';

export const SEARCH_DIALOGUE = 'search';

/** `/search` with words, the dialogue that `/search` alone opens, and the pages of what was found. */
export function createSearch(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    createConversation<BotContext, Context>(
      (conversation, ctx) => askForWords(conversation, ctx, deps),
      SEARCH_DIALOGUE,
    ),
  );

  composer.command('search', async (ctx) => {
    if (ctx.match.trim() === '') await openDialogue(ctx, SEARCH_DIALOGUE);
    else await answer(ctx, deps, ctx.match);
  });
  composer.command('cancel', (ctx) => ctx.reply(ctx.words.text('search-nothing-to-cancel')));
  onButton(composer, 'startSearch', (ctx) => openDialogue(ctx, SEARCH_DIALOGUE));
  onToggle(composer, 'cancelSearch', async (ctx) => ({ toast: ctx.words.text('search-over') }));

  onButton(composer, 'search', async (ctx, { search, page }) => {
    const remembered = await deps.store.searches.get(search, ctx.reader);
    if (remembered === undefined) await ctx.reply(ctx.words.text('search-outdated'));
    else await show(ctx, deps, await searchScreen(ctx, deps, remembered.query, page));
  });

  onToggle(composer, 'watch', async (ctx, { search, on }) => {
    const query = (await deps.store.searches.get(search, ctx.reader))?.query ?? '';
    const known = deps.search.known();
    const topic = watchOf(query, known);
    if (topic === undefined) return { toast: ctx.words.text('button-outdated') };
    const begun = on ? await subscribe(ctx, deps, [topic]) : undefined;
    if (begun?.refused === true) return refusal(ctx, begun);
    const said = begun && begunText(ctx, parseQuery(query, known), begun.text);
    const toast = said ?? (await unsubscribe(ctx, deps, [topic]));
    return { toast, redraw: () => replacePressedButton(ctx, watchButton(ctx.words, search, on)) };
  });
  return composer;
}

/** Any text that is no command is taken for words to search for. */
export function createTextSearch(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer
    .on('message:text')
    .filter((ctx) => !startsWithCommand(ctx))
    .use((ctx) => answer(ctx, deps, ctx.message.text));
  return composer;
}

/** Answers words that somebody has typed, and counts them without him. */
async function answer(ctx: BotContext, deps: BotDependencies, query: string): Promise<void> {
  const { message, hits, complete } = await searchAnswer(ctx, deps, query, 1);
  await reply(ctx, deps, message);
  await deps.store.soughtWords.note({ words: query, hits, complete }, deps.now());
}

/** Says what is watched; where that is only a part of the search, why. */
function begunText(ctx: BotContext, { words, excluded, filters }: Query, text: string): string {
  const isPlain = excluded.length === 0 && words.every(({ phrase }) => phrase === undefined);
  const isWhole = isPlain && filters.every(({ kind }) => kind === 'tag');
  return isWhole ? text : `${ctx.words.text('watch-words-only')} ${text}`;
}

/** A slash alone makes no command: Telegram marks what it takes for one. */
function startsWithCommand(ctx: BotContext): boolean {
  return ctx.entities('bot_command').some(({ offset }) => offset === 0);
}

/**
 * Asks for words and waits. Words, and commands but /cancel, end the dialogue and go on to whoever handles them; other buttons
 * keep working meanwhile.
 */
async function askForWords(
  conversation: Conversation<BotContext, Context>,
  ctx: Context,
  deps: BotDependencies,
): Promise<void> {
  const words = deps.texts.for(ctx.from?.language_code);
  const keyboard = new InlineKeyboard().text(
    words.text('search-cancel-button'),
    encodeButton({ action: 'cancelSearch' }),
  );
  const { text, entities } = question(words);
  await ctx.reply(text, { entities, reply_markup: keyboard });
  for (;;) {
    const next = await conversation.wait();
    if (next.hasCommand('cancel')) return void (await next.reply(words.text('search-cancelled')));
    if (next.message?.text !== undefined) return conversation.halt({ next: true });
    if (next.callbackQuery?.data !== undefined) {
      if (decodeButton(next.callbackQuery.data)?.action !== 'cancelSearch') await conversation.skip({ next: true });
      await next.answerCallbackQuery();
      await next.editMessageText(words.text('search-cancelled'));
      return;
    }
    if (next.message !== undefined) await next.reply(words.text('search-ask-words'), { reply_markup: keyboard });
    else await conversation.skip({ next: true });
  }
}

/** What can be typed stands as code: a tap copies it, and Telegram makes no link of `#tag`. */
function question(words: Words): FormattedString {
  const [phrase = '', without = '', tag = '', year = ''] = words.text('search-ask-forms').split(' | ');
  const { code } = FormattedString;
  return words.rich('search-ask', {
    ...{ phrase: code(phrase), without: code(without) },
    ...{ tag: code(tag), year: code(year) },
  });
}
