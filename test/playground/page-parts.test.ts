import { describe, expect, it } from 'vitest';
import { groupAlbums } from '../../src/playground/page/albums.ts';
import { inlineQuery } from '../../src/playground/page/inline-query.ts';
import { mosaicPlaces, mosaicRows } from '../../src/playground/page/mosaic.ts';
import { isPageTurn, isSameText } from '../../src/playground/page/page-turn.ts';
import { plainWords } from '../../src/playground/page/plain-words.ts';
import { articlePage, botMessage } from './page-rich-sample.ts';

describe('mosaicRows', () => {
  it.each([
    [0, []],
    [1, [1]],
    [2, [2]],
    [3, [1, 2]],
    [4, [2, 2]],
    [5, [2, 3]],
    [6, [3, 3]],
    [7, [2, 2, 3]],
    [10, [2, 2, 3, 3]],
    [50, [2, ...Array<number>(16).fill(3)]],
  ])('lays out %i pictures as %j', (pictures, rows) => {
    expect(mosaicRows(pictures)).toEqual(rows);
  });

  it('has a place for each picture', () => {
    for (let pictures = 0; pictures <= 50; pictures++) expect(mosaicPlaces(pictures)).toHaveLength(pictures);
  });
});

describe('groupAlbums', () => {
  it('puts pictures of one album together, and nothing else', () => {
    const messages = ['a', 'a', undefined, 'b', 'c', 'c', undefined, undefined].map((albumId, index) =>
      botMessage(index + 1, albumId === undefined ? {} : { albumId }),
    );
    expect(groupAlbums(messages).map((group) => group.map(({ id }) => id))).toEqual([
      [1, 2],
      [3],
      [4],
      [5, 6],
      [7],
      [8],
    ]);
  });
});

describe('inlineQuery', () => {
  it.each([
    ['@work_notes_bot flex box ', 'flex box'],
    ['@Work_Notes_Bot ', ''],
    ['@work_notes_bot', undefined],
    ['@other_bot flex', undefined],
    ['hello @work_notes_bot flex', undefined],
    ['/start', undefined],
  ])('reads %j as %j', (typed, query) => {
    expect(inlineQuery(typed, 'work_notes_bot')).toBe(query);
  });
});

describe('isPageTurn', () => {
  it('tells another page from a correction', () => {
    const corrected = articlePage(1);
    corrected.blocks[3] = { type: 'paragraph', text: 'better' };
    expect(isPageTurn(articlePage(1), articlePage(2))).toBe(true);
    expect(isPageTurn(articlePage(1), corrected)).toBe(false);
    expect(isPageTurn(undefined, articlePage(1))).toBe(true);
    expect(isSameText(articlePage(1), articlePage(1))).toBe(true);
    expect(isSameText(articlePage(1), corrected)).toBe(false);
    expect(isSameText(undefined, undefined)).toBe(false);
  });
});

describe('plainWords', () => {
  it('leaves the words of any formatting', () => {
    const text = [
      'a ',
      { type: 'bold', text: ['b', { type: 'code', text: 'c' }] },
      { type: 'anchor', name: 'x' },
      { type: 'mathematical_expression', expression: 'x^2' },
      { type: 'custom_emoji', custom_emoji_id: '1', alternative_text: '🙂' },
    ] as const;
    expect(plainWords(text as never)).toBe('a bcx^2🙂');
  });
});
