import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/locales/texts.ts';
import { DIGEST_LIMIT, type DigestEntry, renderDigest } from '../../src/render/digest.ts';
import { decodeButton } from '../../src/telegram/callback-data.ts';
import { ENTITY_LIMIT, MESSAGE_TEXT_LIMIT } from '../../src/telegram/limits.ts';
import { asHtml } from './as-html.ts';
import { sampleArticle, sampleTag } from './sample-article.ts';

const words = loadTexts().for('en');
const render = (entries: readonly DigestEntry[]) => renderDigest(entries, { words });
const labels = (entries: readonly DigestEntry[]) =>
  render(entries).keyboard?.map((row) => row.map(({ text }) => text).join(' '));
const actions = (entries: readonly DigestEntry[]) =>
  render(entries).keyboard?.map((row) =>
    row.map((button) => decodeButton('callback_data' in button ? button.callback_data : '')),
  );
const many = (count: number) => Array.from({ length: count }, () => ({ article: sampleArticle() }));

describe('renderDigest', () => {
  it('lists title, minutes, the tag that brought it and the description, in the order given', () => {
    const entries = [
      { article: sampleArticle({ title: 'B' }), tag: sampleTag('css') },
      { article: sampleArticle({ title: 'A', description: '' }) },
    ];
    expect(asHtml(render(entries).text)).toBe(
      '<bold>2 new articles</bold>\n\n1. <bold>B</bold>\n4 min read · css\nWhat to reach for, and when.\n\n2. <bold>A</bold>\n4 min read\n\nTap a number to read that article here.',
    );
  });

  it('names the search that brought an article in quotation marks', () => {
    const entries = [{ article: sampleArticle(), watch: 'kafka lag #machine learning' }];
    expect(render(entries).text.rawText).toContain('\n4 min read · “kafka lag #machine learning”\n');
    const long = [{ article: sampleArticle(), watch: 'word '.repeat(19) }];
    expect(render(long).text.rawText).toMatch(/· “(?:word ){6,7}word…”\n/);
  });

  it('reads an article by its number, and opens the card of one without a text', () => {
    const entries = [
      { article: sampleArticle() },
      { article: sampleArticle({ id: 'bare' as ReturnType<typeof sampleArticle>['id'], body: '\n' }) },
    ];
    expect(labels(entries)).toEqual(['1 2', 'Settings']);
    expect(actions(entries)).toEqual([
      [
        { action: 'readArticle', article: 'k3v9x0q2ab', part: 1 },
        { action: 'openArticle', article: 'bare' },
      ],
      [{ action: 'settings', screen: 'main', where: 'below' }],
    ]);
  });

  it('reads well with a single article', () => {
    const lone = [{ article: sampleArticle({ description: 'word '.repeat(60).trim() }), tag: sampleTag('css') }];
    expect(render(lone).text.rawText).toBe(
      `One new article\n\nFlexbox in practice\n4 min read · css\n${'word '.repeat(60).trim()}`,
    );
    expect(labels(lone)).toEqual(['Read here', 'Settings']);
    expect(labels([{ article: sampleArticle({ body: '' }) }])).toEqual(['Open', 'Settings']);
  });

  it.each([
    [6, ['1 2 3 4 5 6']],
    [7, ['1 2 3 4', '5 6 7']],
    [12, ['1 2 3 4 5 6', '7 8 9 10 11 12']],
  ])('spreads %i buttons over even rows', (count, rows) => {
    expect(labels(many(count))).toEqual([...rows, 'Settings']);
  });

  it('does not repeat a title as the description, and cuts a long one at a word', () => {
    const entries = [
      { article: sampleArticle({ description: 'flexbox in practice ' }) },
      { article: sampleArticle({ description: 'word '.repeat(40) }) },
    ];
    expect(render(entries).text.rawText).toContain('1. Flexbox in practice\n4 min read\n\n2.');
    expect(render(entries).text.rawText).toMatch(/\nword [^\n]{90,115}word…\n/);
  });

  it('refuses none and more than fit', () => {
    expect(() => render([])).toThrow(RangeError);
    expect(() => render(many(DIGEST_LIMIT + 1))).toThrow('a digest holds 1 to 12 articles, not 13');
  });

  it('shows every article within one message, whatever their texts', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom('👩🏽‍🚀', 'ש', 'x ', '𝕏', '\n').map((unit) => unit.repeat(300)),
    );
    const entry = fc.record({
      ...{ title: text, description: text, label: text, minutes: fc.nat(100_000) },
      isWatch: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: DIGEST_LIMIT }), (drawn) => {
        const entries = drawn.map(({ title, description, label, isWatch, minutes }) => ({
          article: sampleArticle({ title, description, readingMinutes: minutes }),
          ...(isWatch ? { watch: label } : { tag: { ...sampleTag('x'), name: label } }),
        }));
        const { rawText, rawEntities } = render(entries).text;
        expect(rawText.length).toBeLessThanOrEqual(MESSAGE_TEXT_LIMIT);
        expect(rawEntities.length).toBeLessThanOrEqual(ENTITY_LIMIT);
        expect(rawText.isWellFormed()).toBe(true);
        if (entries.length > 1) expect(rawText).toMatch(/Tap a number to read that article here\.$/);
      }),
    );
  });
});
