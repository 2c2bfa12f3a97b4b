import { FormattedString } from '@grammyjs/parse-mode';
import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/locales/texts.ts';
import {
  type ArticleListOptions,
  PAGE_SIZE,
  pagerRow,
  paginate,
  renderArticleList,
  renderTagList,
  subscribeButton,
  TAG_PAGE_SIZE,
  tagButtonRows,
} from '../../src/render/lists.ts';
import { decodeButton } from '../../src/telegram/callback-data.ts';
import { asHtml } from './as-html.ts';
import { sampleArticle, sampleTag } from './sample-article.ts';

const words = loadTexts().for('en');
const list = (options: Partial<ArticleListOptions>) =>
  renderArticleList({
    words,
    heading: FormattedString.b('Latest'),
    items: [],
    firstNumber: 1,
    page: 1,
    pages: 1,
    pageButton: (page) => ({ action: 'latest', page }),
    ...options,
  });
const times = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));
const labels = (rows: readonly (readonly { text: string }[])[]) => rows.map((row) => row.map(({ text }) => text));

describe('renderArticleList', () => {
  it('leaves no empty line for a hit without a snippet', () => {
    const bare = list({ items: [{ article: sampleArticle() }, { article: sampleArticle({ title: 'Other' }) }] });
    const empty = list({
      items: [
        { article: sampleArticle(), snippet: new FormattedString(' ') },
        { article: sampleArticle({ title: 'Other' }) },
      ],
    });
    expect(empty.text.text).toBe(bare.text.text);
  });

  it('numbers its entries on from the page before', () => {
    const message = list({
      items: [{ article: sampleArticle(), snippet: FormattedString.b('flex') }],
      firstNumber: 9,
      page: 2,
      pages: 2,
    });
    expect(asHtml(message.text)).toBe(
      '<bold>Latest</bold>\n\n9. <bold>Flexbox in practice</bold>\n4 min read · 1 December 2025 · css, web development\n<bold>flex</bold>',
    );
    expect(labels(message.keyboard ?? [])).toEqual([['9'], ['‹', '2/2']]);
  });

  it('puts four numbers in a row, then the pages, then what the screen adds', () => {
    const extra = [[{ text: 'more', callback_data: 'x' }]];
    const items = times(8, () => ({ article: sampleArticle() }));
    expect(labels(list({ items, pages: 3, extraRows: extra }).keyboard ?? [])).toEqual([
      ['1', '2', '3', '4'],
      ['5', '6', '7', '8'],
      ['1/3', '›'],
      ['more'],
    ]);
  });

  it('holds 4,096 units and 100 entities however long the pieces', () => {
    const marks = times(60, (index) => ({ type: 'bold' as const, offset: index * 8, length: 4 }));
    const snippet = new FormattedString('word and '.repeat(60), marks);
    const tags = times(5, () => sampleTag('t'.repeat(300)));
    const items = times(PAGE_SIZE, () => ({
      article: sampleArticle({ title: 'title '.repeat(60), tags, file: 'f'.repeat(500) }),
      snippet,
    }));
    const { text } = list({ heading: new FormattedString('h'.repeat(5_000)), items });
    expect(text.rawText.length).toBeLessThanOrEqual(4_096);
    expect(text.rawEntities.length).toBeLessThanOrEqual(100);
    expect(text.rawText.match(/^\d\. /gm)).toHaveLength(PAGE_SIZE);
    for (const { offset, length } of text.rawEntities) expect(offset + length).toBeLessThanOrEqual(text.rawText.length);
  });

  it('keeps right-to-left titles from moving the numbers', () => {
    const { text } = list({ items: [{ article: sampleArticle({ title: 'שלום \u202Eworld' }) }] });
    expect(text.rawText).toContain('1. \u2068שלום world\u2069\n');
  });

  it('marks what has not been opened and says where reading goes on', () => {
    const article = (title: string) => sampleArticle({ title, tags: [] });
    const items = [
      { article: article('New') },
      { article: article('Begun'), place: { page: 3, pages: 7, finished: false } },
      { article: article('Done'), place: { page: 7, pages: 7, finished: true } },
      { article: article('Short'), place: { page: 1, pages: 1, finished: false } },
    ];
    const facts = '4 min read · 1 December 2025';
    expect(
      asHtml(list({ items, markUnread: true }).text)
        .split('\n\n')
        .slice(1),
    ).toEqual([
      `1. ● <bold>New</bold>\n${facts}`,
      `2. <bold>Begun</bold>\npage 3 of 7 · ${facts}`,
      `3. <bold>Done</bold>\n${facts}`,
      `4. <bold>Short</bold>\n${facts}`,
    ]);
    expect(list({ items }).text.rawText).not.toContain('●');
  });

  it('keeps the words of buttons in place around right-to-left names', () => {
    const tag = sampleTag('שלום');
    expect(labels(tagButtonRows([tag]))).toEqual([['\u2068שלום\u2069 · 2']]);
    const button = { topic: tag.id, name: 'שלום', subscribed: false, where: 'tag' } as const;
    expect(subscribeButton(words, button).text).toBe('Subscribe #\u2068שלום\u2069');
  });

  it('tells articles that look the same apart by their files', () => {
    const article = sampleArticle();
    const { text } = list({ items: [{ article }, { article: { ...article, file: 'content/old/flexbox.md' } }] });
    expect(text.rawText).toContain('\ncontent/flexbox.md · 4 min');
    expect(text.rawText).toContain('\ncontent/old/flexbox.md · 4 min');
    const later = { ...article, date: new Date('2025-12-08T00:00:00Z') };
    expect(list({ items: [{ article }, { article: later }] }).text.rawText).not.toContain('.md');
  });
});

describe('pages', () => {
  it.each([
    [0, 1, { items: [], page: 1, pages: 1, firstNumber: 1 }],
    [8, 1, { items: [0, 1, 2, 3, 4, 5, 6, 7], page: 1, pages: 1, firstNumber: 1 }],
    [9, 2, { items: [8], page: 2, pages: 2, firstNumber: 9 }],
    [9, 99, { items: [8], page: 2, pages: 2, firstNumber: 9 }],
    [9, -1, { items: [0, 1, 2, 3, 4, 5, 6, 7], page: 1, pages: 2, firstNumber: 1 }],
  ])('%i items, page %i', (count, page, expected) => {
    expect(
      paginate(
        times(count, (index) => index),
        page,
      ),
    ).toEqual(expected);
  });

  it('have arrows only where there is somewhere to go', () => {
    const row = (page: number, pages: number) =>
      labels(pagerRow({ page, pages }, (to) => ({ action: 'latest', page: to })));
    expect([row(1, 1), row(1, 3), row(2, 3), row(3, 3)]).toEqual([
      [],
      [['1/3', '›']],
      [['‹', '2/3', '›']],
      [['‹', '3/3']],
    ]);
  });
});

describe('renderTagList', () => {
  it('fills rows as a phone shows them', () => {
    const names = ['css', 'html', 'go', 'web development', 'typescript', 'accessibility for everybody', 'c++'];
    expect(labels(tagButtonRows(names.map((name) => sampleTag(name))))).toEqual([
      ['css · 2', 'html · 2', 'go · 2'],
      ['web development · 2'],
      ['typescript · 2'],
      ['accessibility for… · 2'],
      ['c++ · 2'],
    ]);
  });

  it('opens tags and turns pages within the limits of buttons', () => {
    const slice = paginate(
      times(158, (index) => sampleTag(`tag ${index} ${'я'.repeat(80)}`)),
      2,
      TAG_PAGE_SIZE,
    );
    const { keyboard = [] } = renderTagList({
      words,
      heading: new FormattedString('Tags'),
      tags: slice.items,
      ...slice,
      pageButton: (page) => ({ action: 'tags', page }),
    });
    const buttons = keyboard.flat();
    expect(buttons.length).toBe(TAG_PAGE_SIZE + 3);
    for (const button of buttons) {
      const data = 'callback_data' in button ? button.callback_data : '';
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
      expect(decodeButton(data)).toBeDefined();
    }
  });
});

describe('subscribeButton', () => {
  it.each<[Parameters<typeof subscribeButton>[1]['where'], string, string]>([
    ['tag', 'Subscribe #css', 'Unsubscribe #css'],
    ['push', 'Subscribe #css', 'Unsubscribe #css'],
    ['list', '+ #css', '✓ #css'],
  ])('says on a %s what it does', (where, subscribe, unsubscribe) => {
    const button = (subscribed: boolean) =>
      subscribeButton(words, { topic: 'abcdefgh', name: 'css', subscribed, where });
    expect([button(false).text, button(true).text]).toEqual([subscribe, unsubscribe]);
    const { callback_data: data } = button(false) as { callback_data: string };
    expect(decodeButton(data)).toEqual({ action: 'subscribe', topic: 'abcdefgh', on: true, where });
  });

  it.each<[Parameters<typeof subscribeButton>[1]['where'], string, string]>([
    ['tag', 'Watch “kafka lag”', 'Stop watching “kafka lag”'],
    ['push', 'Watch “kafka lag”', 'Stop watching “kafka lag”'],
    ['list', '+ “kafka lag”', '✓ “kafka lag”'],
  ])('on a %s puts the words of a search in quotation marks', (where, watch, unwatch) => {
    const label = (subscribed: boolean) =>
      subscribeButton(words, { topic: 'abcdefgh', kind: 'watch', name: 'kafka lag', subscribed, where }).text;
    expect([label(false), label(true)]).toEqual([watch, unwatch]);
  });

  it.each([
    ['push', 'Stop watching “consumer lag of…”'],
    ['list', '✓ “consumer lag of partitions that…”'],
  ] as const)('cuts the words of a long search to fit a row of a phone: %s', (where, label) => {
    const name = 'consumer lag of partitions that nobody reads any more';
    const { text } = subscribeButton(words, { topic: 'abcdefgh', kind: 'watch', name, subscribed: true, where });
    expect(text).toBe(label);
  });
});
