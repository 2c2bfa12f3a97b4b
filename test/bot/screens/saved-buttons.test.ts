import { describe, expect, it } from 'vitest';
import { type SavedState, withSavedState } from '../../../src/bot/screens/saved-buttons.ts';
import type { ArticleId } from '../../../src/catalog/article.ts';
import { loadTexts } from '../../../src/locales/texts.ts';
import { saveButton } from '../../../src/render/card.ts';
import type { Keyboard } from '../../../src/render/message.ts';
import { encodeButton } from '../../../src/telegram/callback-data.ts';

const words = loadTexts().for('en');
const ID = 'k3v9x0q2ab' as ArticleId;
const OTHER = 'other00000' as ArticleId;
const SITE = { text: 'Site', url: 'https://site.example' };
const RELATED = { text: 'Related', callback_data: encodeButton({ action: 'related', article: ID }) };

function card(saved = false): Keyboard {
  return [[SITE], [saveButton(words, ID, saved), RELATED], [saveButton(words, OTHER, false)]];
}

const labels = (rows: Keyboard) => rows.map((row) => row.map(({ text }) => text).join(' | '));
const change = (rows: Keyboard, state: SavedState) => withSavedState(rows, words, ID, state);

describe('the buttons of an article', () => {
  it.each<[string, SavedState, string[]]>([
    [
      'that is saved offer a reminder',
      { saved: true, reminder: false },
      ['✓ Saved | Related', 'Remind me this evening'],
    ],
    ['with a reminder take it back', { saved: true, reminder: true }, ['✓ Saved | Related', '⏰ Reminder set']],
    ['that is not saved offer to save it', { saved: false, reminder: false }, ['Save | Related']],
  ])('%s', (_what, state, rows) => {
    const once = change(card(), state);
    expect(labels(once)).toEqual(['Site', ...rows, 'Save']);
    expect(change(once, state)).toEqual(once);
    for (const before of [true, false]) {
      expect(change(change(card(), { saved: before, reminder: before }), state)).toEqual(once);
    }
  });

  it('without a Save button stay as they are', () => {
    expect(change([[SITE], [RELATED]], { saved: true, reminder: true })).toEqual([[SITE], [RELATED]]);
    expect(change([], { saved: true, reminder: true })).toEqual([]);
  });
});
