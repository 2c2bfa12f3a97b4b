import { FormattedString } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Words } from '../../locales/texts.ts';
import type { TextMessage } from '../../render/message.ts';
import { type DeepLink, parseDeepLink } from '../../render/site-links.ts';
import { encodeButton } from '../../telegram/callback-data.ts';
import { AUTHOR_COMMANDS, type AuthorCommandName } from '../author-commands.ts';
import { COMMANDS, type CommandName } from '../commands.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { openDialogue } from '../dialogues.ts';
import { pauseHint } from '../pause.ts';
import { readPage } from '../read-page.ts';
import { articleScreen } from '../screens/article-screen.ts';
import { searchScreen } from '../screens/search-screen.ts';
import { tagScreen } from '../screens/tag-screen.ts';
import { reply } from '../show.ts';
import { welcomeReaderBack } from './presence.ts';
import { SEARCH_DIALOGUE } from './search.ts';

/** `/start`, with and without a deep link, and `/help`. */
export function createWelcome(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('start', async (ctx) => {
    const wasAway = await welcomeReaderBack(ctx, deps);
    const link = parseDeepLink(ctx.match);
    if (link !== undefined && (await followLink(ctx, deps, link))) return;
    const lead = ctx.match !== '' ? ctx.words.text('start-broken-link') : wasAway ? await welcomeBack(ctx, deps) : '';
    await reply(ctx, deps, welcomeScreen(ctx, deps, lead));
  });

  composer.command('help', (ctx) => reply(ctx, deps, helpScreen(ctx, helpCommands(ctx, deps))));
  return composer;
}

/** Gives whether there was anything where the link leads to. */
async function followLink(ctx: BotContext, deps: BotDependencies, link: DeepLink): Promise<boolean> {
  if (link.kind === 'page') return openLinkedPage(ctx, deps, link);
  if (link.kind === 'search' && link.query.trim() === '') {
    await openDialogue(ctx, SEARCH_DIALOGUE);
    return true;
  }
  const screen = await linkedScreen(ctx, deps, link);
  if (screen !== undefined) await reply(ctx, deps, screen);
  return screen !== undefined;
}

/** A link inside an article's text leads straight to a page. */
async function openLinkedPage(
  ctx: BotContext,
  deps: BotDependencies,
  { id, page }: Extract<DeepLink, { kind: 'page' }>,
): Promise<boolean> {
  const article = deps.catalog().article(id);
  if (article !== undefined) await readPage(ctx, deps, article, { page });
  return article !== undefined;
}

async function linkedScreen(ctx: BotContext, deps: BotDependencies, link: Exclude<DeepLink, { kind: 'page' }>) {
  if (link.kind === 'search') return searchScreen(ctx, deps, link.query, 1);
  if (link.kind === 'article') {
    const article = deps.catalog().article(link.id);
    return article && articleScreen(ctx, deps, article);
  }
  const tag = deps.catalog().tagById(link.id);
  return tag && tagScreen(ctx, deps, tag, 1);
}

async function welcomeBack(ctx: BotContext, deps: BotDependencies): Promise<string> {
  const subscriptions = await deps.store.subscriptions.list(ctx.reader);
  const back = ctx.words.text('start-back', { count: subscriptions.length });
  return [back, ...(await pauseHint(ctx, deps))].join(' ');
}

function welcomeScreen(ctx: BotContext, deps: BotDependencies, lead: string): TextMessage {
  const { words } = ctx;
  const greeting = words.text('start-greeting', { name: ctx.from?.first_name ?? '' });
  const intro = words.rich('start-intro', {
    site: FormattedString.b(deps.site.name),
    count: deps.catalog().articles.length,
  });
  const text = FormattedString.join([lead === '' ? greeting : lead, intro, words.text('start-offer')], '\n\n');
  return { kind: 'text', text, keyboard: startKeyboard(words) };
}

function startKeyboard(words: Words): InlineKeyboardButton[][] {
  return [
    [
      { text: words.text('start-latest-button'), callback_data: encodeButton({ action: 'browse', list: 'latest' }) },
      { text: words.text('start-tags-button'), callback_data: encodeButton({ action: 'browse', list: 'tags' }) },
    ],
    [
      { text: words.text('start-search-button'), callback_data: encodeButton({ action: 'startSearch' }) },
      { text: words.text('start-random-button'), callback_data: encodeButton({ action: 'random' }) },
    ],
  ];
}

function helpCommands(ctx: BotContext, deps: BotDependencies): readonly (CommandName | AuthorCommandName)[] {
  return deps.authorIds.includes(ctx.reader) ? [...COMMANDS, ...AUTHOR_COMMANDS] : COMMANDS;
}

function helpScreen({ words, me }: BotContext, commands: readonly (CommandName | AuthorCommandName)[]): TextMessage {
  const lines = commands.map((command) => `/${command} – ${words.text(`command-${command}`)}`);
  // Inline mode is switched on at @BotFather.
  const inline = me.supports_inline_queries ? [words.text('help-inline-hint', { bot: me.username })] : [];
  const hints = [words.text('help-text-hint'), ...inline];
  const text = FormattedString.join([
    FormattedString.b(words.text('help-title')),
    `\n\n${lines.join('\n')}\n\n${hints.join('\n\n')}`,
  ]);
  return { kind: 'text', text };
}
