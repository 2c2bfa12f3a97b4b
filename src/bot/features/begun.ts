import { FormattedString } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import { cutText } from '../../render/cut.ts';
import { isolate } from '../../render/isolate.ts';
import { pagerRow, paginate } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import { encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { onButton } from '../on-button.ts';
import { reply, show } from '../show.ts';

// More than anybody has open at a time; the oldest are forgotten first.
const BEGUN_LIMIT = 100;
const TITLE_LIMIT = 60;

/** `/continue`: the articles that have been begun, each with a button to the page where the reader is. */
export function createBegun(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('continue', async (ctx) => reply(ctx, deps, await begunScreen(ctx, deps, 1)));
  onButton(composer, 'begun', async (ctx, { page }) => show(ctx, deps, await begunScreen(ctx, deps, page)));
  return composer;
}

async function begunScreen(ctx: BotContext, deps: BotDependencies, page: number): Promise<TextMessage> {
  const { words } = ctx;
  const places = await deps.store.readingPlaces.begun(ctx.reader, BEGUN_LIMIT);
  // An article may have left the catalogue for a while; it shows again when it is back.
  const begun = places.flatMap((place) => {
    const article = deps.catalog().article(place.articleId);
    return article === undefined ? [] : [{ article, place }];
  });
  if (begun.length === 0) return { kind: 'text', text: new FormattedString(words.text('begun-empty')) };
  const slice = paginate(begun, page);
  const rows = slice.items.map(({ article, place }) => {
    const title = isolate(cutText(article.title, TITLE_LIMIT));
    return [
      {
        text: words.text('begun-button', { page: place.page, pages: place.pages, title }),
        callback_data: encodeButton({ action: 'openPage', article: article.id, page: place.page }),
      },
    ];
  });
  return {
    kind: 'text',
    text: FormattedString.join([FormattedString.b(words.text('begun-heading')), words.text('begun-hint')], '\n'),
    keyboard: [...rows, ...pagerRow(slice, (target) => ({ action: 'begun', page: target }))],
  };
}
