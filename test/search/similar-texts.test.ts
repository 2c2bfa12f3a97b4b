import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/catalog/article.ts';
import { createSearchIndex } from '../../src/search/search-index.ts';
import { sampleArticle } from '../render/sample-article.ts';

const filler = 'The words that every text has are in this one too, and they tell nothing about it at all. ';

function article(id: string, body: string): Article {
  return sampleArticle({ id: id as Article['id'], contentHash: id + body, title: id, description: '', tags: [], body });
}

async function indexOf(...articles: Article[]) {
  const index = createSearchIndex();
  await index.update({ articles });
  return index;
}

const brokers = article(
  'brokers',
  `${filler}A broker keeps partitions; a consumer group reads partitions with offsets.`,
);
const groups = article('groups', `${filler}Offsets of a consumer group move when the broker moves partitions.`);
const bread = article('bread', `${filler}Sourdough wants flour, water and a night in the fridge.`);
const rye = article('rye', `${filler}Rye flour drinks more water than wheat flour; sourdough likes that.`);
const others = Array.from({ length: 20 }, (_, index) => article(`other${index}`, `${filler}Number w${index} alone.`));

describe('texts that are alike', () => {
  it('share telling words; those every text has count for nothing', async () => {
    const index = await indexOf(brokers, groups, bread, rye, ...others);
    expect([...index.similarTexts(brokers.id).keys()]).toEqual(['groups']);
    expect([...index.similarTexts(rye.id).keys()]).toEqual(['bread']);
    index.close();
  });

  it('are measured from 0 to 1', async () => {
    const index = await indexOf(brokers, { ...groups, body: brokers.body, contentHash: 'copy' }, bread, rye, ...others);
    const likeness = index.similarTexts(brokers.id).get(groups.id) ?? 0;
    expect(likeness).toBeGreaterThan(0.8);
    expect(likeness).toBeLessThanOrEqual(1);
    index.close();
  });

  it('are none for a text of common words, an unknown article, or an empty catalogue', async () => {
    const index = await indexOf(brokers, groups, ...others);
    expect(index.similarTexts('other3' as Article['id'])).toEqual(new Map());
    expect(index.similarTexts('nowhere' as Article['id'])).toEqual(new Map());
    index.close();
    const empty = await indexOf();
    expect(empty.similarTexts(brokers.id)).toEqual(new Map());
    empty.close();
  });

  it('are found anew when the catalogue changes', async () => {
    const index = await indexOf(brokers, bread, rye, ...others);
    expect([...index.similarTexts(brokers.id).keys()]).toEqual([]);
    await index.update({ articles: [brokers, groups, bread, rye, ...others] });
    expect([...index.similarTexts(brokers.id).keys()]).toEqual(['groups']);
    index.close();
  });

  it('are found for words with signs, and in scripts without spaces', async () => {
    const one = article('one', `${filler}"C++" AND NOT 'x" OR NEAR(foo* c++ templates 数据库索引)`);
    const two = article('two', `${filler}Templates of C++ NEAR(foo 数据库索引`);
    const index = await indexOf(one, two, bread, ...others);
    expect([...index.similarTexts(one.id).keys()]).toEqual(['two']);
    index.close();
  });
});
