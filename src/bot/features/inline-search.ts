import { Composer, type Context } from 'grammy';
import { inTurns } from '../../markdown/steps.ts';
import type { SoughtNow, SoughtWordsStore } from '../../store/sought-words.ts';
import { interpretFailure } from '../../telegram/outcome.ts';
import type { BotDependencies } from '../context.ts';
import { createSettledTyping } from '../settled-typing.ts';
import { type InlineAnswer, inlineAnswerSteps } from './inline-answer.ts';
import { withoutThumbnail } from './inline-results.ts';

// Telegram gives a kept answer to whoever types the same, so nothing in it may be about one person, and each language
// needs answers of its own. What words find changes with the articles alone. The newest, and words that nothing fits,
// wait for the next article: those are kept just long enough for somebody who deletes a letter and types it again.
const FOUND_CACHE_SECONDS = 300;
const FRESH_CACHE_SECONDS = 30;

type Deps = Pick<BotDependencies, 'catalog' | 'search' | 'texts' | 'log' | 'now' | 'sleep' | 'stopping'> & {
  readonly store: { readonly soughtWords: Pick<SoughtWordsStore, 'note'> };
};

/**
 * `@bot words` in any chat: articles to post there as cards. Nothing here waits for the database. Words that somebody stops
 * at are counted without him; which ones Telegram answers from its memory the bot never hears.
 */
export function createInlineSearch(deps: Deps): Composer<Context> {
  const composer = new Composer<Context>();
  const typing = createSettledTyping<SoughtNow | undefined>({
    sleep: deps.sleep,
    signal: deps.stopping,
    settled: (sought) => void (sought && deps.store.soughtWords.note(sought, deps.now())),
  });
  composer.on('inline_query', async (ctx) => {
    const { query, offset } = ctx.inlineQuery;
    const words = deps.texts.for(ctx.from.language_code);
    const steps = inlineAnswerSteps({ query, offset, words, bot: ctx.me.username }, deps);
    const answer = await inTurns(steps);
    if (offset === '') typing.typed(ctx.from.id, answer.found && { words: query, ...answer.found });
    await give(ctx, deps, answer);
  });
  return composer;
}

async function give(ctx: Context, deps: Deps, answer: InlineAnswer): Promise<void> {
  const { results, lasts, nextOffset, button } = answer;
  try {
    await ctx.answerInlineQuery(results, {
      cache_time: lasts ? FOUND_CACHE_SECONDS : FRESH_CACHE_SECONDS,
      is_personal: deps.texts.languages.length > 1,
      next_offset: nextOffset,
      ...(button === undefined ? {} : { button }),
    });
  } catch (error) {
    const failure = interpretFailure(error);
    // People type on, and Telegram gives a question up after some seconds.
    if (failure.state === 'missing') return;
    const hasPictures = results.some(({ thumbnail_url }) => thumbnail_url !== undefined);
    if (failure.state !== 'refused' || !hasPictures) throw error;
    // One address of a picture that Telegram does not like is reason enough for it to refuse them all.
    deps.log.warn('inline results were refused, trying them without pictures', { reason: failure.reason });
    await give(ctx, deps, { ...answer, results: results.map(withoutThumbnail) });
  }
}
