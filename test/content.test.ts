import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assignIds } from '../src/catalog/assign-ids.ts';
import { createContentLoader } from '../src/catalog/content-loader.ts';
import { createCatalog } from '../src/catalog/create-catalog.ts';
import { parseMarkdown } from '../src/markdown/parse.ts';
import { plainText } from '../src/markdown/plain-text.ts';

const FOLDER = join(import.meta.dirname, '../content');
const NEWEST = Date.UTC(2025, 11, 1);
const WEEK_MS = 7 * 86_400_000;
const FULL_LENGTH = 900;

interface Given {
  readonly file: string;
  readonly title: string;
  readonly readingMinutes: number;
  readonly tags: readonly string[];
}

/** The facts of the catalogue, newest first. Whatever else somebody drops into the folder is not part of it. */
const given = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/work-notes.json'), 'utf8'),
) as readonly Given[];
const files = new Set(given.map(({ file }) => file));
const loaded = await createContentLoader({ folders: [FOLDER] }).load();
const { articles } = assignIds(
  loaded.articles.filter(({ file }) => files.has(file)),
  [],
);
const catalog = createCatalog(articles, new Date());

function words(body: string): number {
  return plainText(parseMarkdown(body, { mdx: false })).split(/\s+/).length;
}

describe('the Work Notes catalogue', () => {
  it('has 58 articles without a fault', () => {
    expect(loaded.problems.filter(({ file }) => files.has(file))).toEqual([]);
    expect(catalog.articles).toHaveLength(58);
  });

  it('lists them in the given order, with the given titles, minutes and tags', () => {
    const tagsByFile = new Map(articles.map(({ file, tagNames }) => [file, tagNames]));
    const listed = catalog.articles.map(({ file, title, readingMinutes }) => {
      return { file, title, readingMinutes, tags: tagsByFile.get(file) };
    });
    expect(listed).toEqual(given);
  });

  it('is dated one a week backwards from 1 December 2025', () => {
    expect(catalog.articles.map(({ date }) => date?.getTime())).toEqual(
      catalog.articles.map((_, position) => NEWEST - position * WEEK_MS),
    );
  });

  it('knows 158 tags by 170 spellings', () => {
    expect(new Set(articles.flatMap(({ tagNames }) => tagNames)).size).toBe(170);
    expect(catalog.tags).toHaveLength(158);
    expect(catalog.tags.slice(0, 3).map(({ name, count }) => [name.toLowerCase(), count])).toEqual([
      ['architecture', 13],
      ['python', 12],
      ['devops', 11],
    ]);
  });

  it('describes each article and says how long it takes', () => {
    for (const { file, description, readingMinutes } of catalog.articles) {
      expect(description.length, file).toBeGreaterThan(60);
      expect(readingMinutes, file).toBeGreaterThanOrEqual(5);
    }
  });

  it('has eight articles at full length; the others are short ones', () => {
    const lengths = catalog.articles.map(({ body }) => words(body));
    expect(lengths.filter((length) => length >= FULL_LENGTH)).toHaveLength(8);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(150);
  });

  it('has every construct that a reader may meet', () => {
    const all = articles.map(({ body }) => JSON.stringify(parseMarkdown(body, { mdx: false }))).join('\n');
    const types = new Set([...all.matchAll(/"type":"([a-z-]+)"/g)].map(([, type]) => type));
    const wanted = ['heading', 'code', 'quote', 'list', 'table', 'math', 'details', 'rule', 'image', 'link', 'break'];
    expect([...types]).toEqual(expect.arrayContaining([...wanted, 'strikethrough', 'footnote-reference']));
    expect(all).toContain('"checked":true');
    expect(all).toContain('"alert":');
    expect(readdirSync(join(FOLDER, 'images')).length).toBeGreaterThan(5);
  });
});
