import { describe, expect, it } from 'vitest';
import type { ArticleId } from '../../src/catalog/article.ts';
import { loadTexts } from '../../src/locales/texts.ts';
import { displayWidth } from '../../src/render/display-width.ts';
import { type PageKeyboardOptions, pageKeyboard } from '../../src/render/reading-keyboards.ts';
import { decodeButton } from '../../src/telegram/callback-data.ts';

const words = loadTexts().for('en');
const article = 'k3v9x0q2ab' as ArticleId;
const share = { text: 'Share', switch_inline_query: 'x' };
const series = { part: 2, previous: 'part-1' as ArticleId, next: 'part-3' as ArticleId };
const keyboard = (options: Partial<PageKeyboardOptions>) =>
  pageKeyboard(words, { article, page: 2, pages: 7, form: 'rich', hasContents: true, saved: false, ...options });
const labels = (options: Partial<PageKeyboardOptions>) => keyboard(options).map((row) => row.map(({ text }) => text));
const actions = (options: Partial<PageKeyboardOptions>) =>
  keyboard(options)
    .flat()
    .map((button) => ('callback_data' in button ? decodeButton(button.callback_data) : button.text));

describe('the buttons below a rich page', () => {
  it('turn it, and lead to the contents', () => {
    expect(labels({})).toEqual([['‹', '2/7', '›'], ['Contents', 'Save'], ['Trouble reading?']]);
    expect(actions({})).toEqual([
      { action: 'turnPage', article, page: 1 },
      { action: 'contents', article, page: 1, from: 2 },
      { action: 'turnPage', article, page: 3 },
      { action: 'contents', article, page: 1, from: 2 },
      { action: 'saveArticle', article, saved: true },
      { action: 'trouble', article, page: 2 },
    ]);
  });

  it('have no arrow at the beginning, and a bare number without headings', () => {
    expect(labels({ page: 1 })[0]).toEqual(['1/7', '›']);
    expect(labels({ hasContents: false, saved: true })).toEqual([['‹', '2/7', '›'], ['✓ Saved'], ['Trouble reading?']]);
    expect(actions({ hasContents: false })[1]).toEqual({ action: 'noop' });
  });

  it('lead on from the last page', () => {
    expect(labels({ page: 7, share, series })).toEqual([
      ['‹', '7/7'],
      ['Finished? Next one'],
      ['‹ Part 1', 'Part 3 ›'],
      ['Save', 'Related', 'Share'],
      ['Contents', 'Trouble reading?'],
    ]);
    expect(actions({ page: 7, share, series }).slice(2, 5)).toEqual([
      { action: 'next', article },
      { action: 'openArticle', article: 'part-1' },
      { action: 'openArticle', article: 'part-3' },
    ]);
  });

  it('offer only what there is', () => {
    const bare = { page: 1, pages: 1, hasNext: false, hasRelated: false };
    expect(labels(bare)).toEqual([['Save'], ['Trouble reading?']]);
    expect(labels({ ...bare, series: { part: 1, next: series.next } })[0]).toEqual(['Part 2 ›']);
  });
});

describe.each(['classic', 'plain'] as const)('the buttons below a %s page', (form) => {
  it('send the next one', () => {
    expect(labels({ form })).toEqual([['Continue: page 3/7'], ['Contents']]);
    expect(actions({ form })[0]).toEqual({ action: 'openPage', article, page: 3 });
  });

  it('lead on from the last page', () => {
    expect(labels({ form, page: 7, share, series })).toEqual([
      ['Finished? Next one'],
      ['‹ Part 1', 'Part 3 ›'],
      ['Save', 'Related', 'Share'],
      ['Contents'],
    ]);
  });
});

it('shows each button in full on a phone, and holds Telegram’s limits', () => {
  const long = { share, series: { ...series, part: 1_000 }, article: 'x'.repeat(32) as ArticleId, saved: true };
  for (const form of ['rich', 'classic', 'plain'] as const) {
    for (const page of [1, 5_000, 9_999]) {
      const rows = keyboard({ ...long, form, page, pages: 9_999 });
      expect(rows.flat().length).toBeLessThanOrEqual(100);
      for (const row of rows) {
        // About 40 columns a row, shared evenly, two of each button's lost to its edges.
        for (const { text } of row) expect(displayWidth(text)).toBeLessThanOrEqual(40 / row.length - 2);
      }
    }
  }
});
