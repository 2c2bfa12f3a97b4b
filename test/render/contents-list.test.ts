import { describe, expect, it } from 'vitest';
import type { ArticleId } from '../../src/catalog/article.ts';
import { loadTexts } from '../../src/locales/texts.ts';
import type { Section } from '../../src/render/article-page.ts';
import { type ContentsOptions, contentsScreen } from '../../src/render/contents-list.ts';
import { displayWidth } from '../../src/render/display-width.ts';
import { decodeButton } from '../../src/telegram/callback-data.ts';
import { asHtml } from './as-html.ts';

const words = loadTexts().for('en');
const article = 'k3v9x0q2ab' as ArticleId;
const section = (title: string, level: Section['level'] = 2, page = 1): Section => ({
  title,
  level,
  page,
  anchor: title,
});
const screen = (options: Partial<ContentsOptions>) =>
  contentsScreen(words, { article, title: 'Flexbox', sections: [], page: 1, from: 3, pages: 7, ...options });
const labels = (options: Partial<ContentsOptions>) =>
  (screen(options).keyboard ?? []).map((row) => row.map(({ text }) => text));

describe('contentsScreen', () => {
  it('lists sections with their page and depth, each turning to its page', () => {
    const sections = [section('Rows'), section('Wrap', 3, 2), section('Deep', 6, 2), section('Columns', 2, 4)];
    const { text, keyboard = [] } = screen({ sections });
    expect(asHtml(text)).toBe('<bold>Flexbox</bold>\nContents, with the pages');
    expect(labels({ sections })).toEqual([
      ['1 · Rows'],
      ['2 · – Wrap'],
      ['2 · – – – Deep'],
      ['4 · Columns'],
      ['‹ Back to page 3'],
    ]);
    const data = keyboard.flat().map((button) => 'callback_data' in button && decodeButton(button.callback_data));
    expect(data).toEqual([1, 2, 2, 4, 3].map((page) => ({ action: 'turnPage', article, page })));
  });

  it('has pages of twelve that keep the way back', () => {
    const sections = Array.from({ length: 30 }, (_, index) => section(`S${index + 1}`, 2, index + 1));
    const { keyboard = [] } = screen({ sections, page: 2 });
    expect(keyboard.map((row) => row[0]?.text)).toEqual([
      ...Array.from({ length: 12 }, (_, index) => `${index + 13} · S${index + 13}`),
      '‹',
      '‹ Back to page 3',
    ]);
    const [back, , on] = keyboard[12] ?? [];
    expect(back && 'callback_data' in back && decodeButton(back.callback_data)).toMatchObject({ page: 1, from: 3 });
    expect(on && 'callback_data' in on && decodeButton(on.callback_data)).toMatchObject({
      action: 'contents',
      page: 3,
    });
  });

  it.each([
    [
      'Latin',
      'A heading that is far too long to stand on the button of a phone',
      '12 · A heading that is far too long…',
    ],
    ['Chinese', '一'.repeat(40), `12 · ${'一'.repeat(16)}…`],
    ['right-to-left', 'שלום CSS', '12 · \u2068שלום CSS\u2069'],
    ['no', '', '12 · …'],
  ])('fits a heading of %s words onto a button', (_name, title, expected) => {
    const [[label = ''] = []] = labels({ sections: [section(title, 2, 12)] });
    expect(label).toBe(expected);
    expect(displayWidth(label)).toBeLessThanOrEqual(38);
  });

  it('shows no pages where there is one', () => {
    expect(labels({ sections: [section('Rows')], pages: 1, from: 1 })[0]).toEqual(['Rows']);
  });
});
