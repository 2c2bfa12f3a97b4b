import type { InlineKeyboardButton } from 'grammy/types';
import type { ArticleId } from '../../catalog/article.ts';
import type { Words } from '../../locales/texts.ts';
import { saveButton } from '../../render/card.ts';
import type { Keyboard } from '../../render/message.ts';
import { type ButtonData, decodeButton, encodeButton } from '../../telegram/callback-data.ts';

/** Whether an article is on a reader's list, and whether he will be reminded of it. */
export interface SavedState {
  readonly saved: boolean;
  readonly reminder: boolean;
}

/**
 * The buttons below an article as they are in this state: what is saved has a row that sets or takes back a reminder
 * below its Save button, what is not has none. Other buttons stay as they are.
 */
export function withSavedState(rows: Keyboard, words: Words, article: ArticleId, state: SavedState): Keyboard {
  return rows.flatMap((row) => {
    const kept = row.filter((button) => !isFor(article, 'remind', button));
    const isSaveRow = kept.some((button) => isFor(article, 'saveArticle', button));
    const renewed = kept.map((button) =>
      isFor(article, 'saveArticle', button) ? saveButton(words, article, state.saved) : button,
    );
    const remind = isSaveRow && state.saved ? [[remindButton(words, article, state.reminder)]] : [];
    return [...(renewed.length > 0 ? [renewed] : []), ...remind];
  });
}

function remindButton(words: Words, article: ArticleId, isSet: boolean): InlineKeyboardButton {
  return {
    text: words.text(isSet ? 'remind-set-button' : 'remind-button'),
    callback_data: encodeButton({ action: 'remind', article, on: !isSet, where: 'card', page: 1 }),
  };
}

function isFor(article: ArticleId, action: ButtonData['action'], button: InlineKeyboardButton): boolean {
  const data = 'callback_data' in button ? decodeButton(button.callback_data) : undefined;
  return data?.action === action && 'article' in data && data.article === article;
}
