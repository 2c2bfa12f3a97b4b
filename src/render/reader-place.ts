import type { InlineKeyboardButton } from 'grammy/types';
import type { ArticleId } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { encodeButton } from '../telegram/callback-data.ts';

/** How far a reader has come in an article. */
export interface ReaderPlace {
  /** The page last shown, from 1. */
  readonly page: number;
  readonly pages: number;
  /** Whether the last page has been shown. */
  readonly finished: boolean;
}

/** Whether there is a page to go on with: the article is begun, not finished, and longer than a page. */
export function isBegun(place: ReaderPlace | undefined): place is ReaderPlace {
  return place !== undefined && !place.finished && place.pages > 1;
}

/** The button that sends a page of the text, as the place to go on reading from: “Continue: page 3/7”. */
export function continueButton(
  words: Words,
  article: ArticleId,
  { page, pages }: Pick<ReaderPlace, 'page' | 'pages'>,
): InlineKeyboardButton {
  return {
    text: words.text('card-continue-button', { page, pages }),
    callback_data: encodeButton({ action: 'openPage', article, page }),
  };
}
