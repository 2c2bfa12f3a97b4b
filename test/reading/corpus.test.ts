import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Article } from '../../src/catalog/article.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { createFullCatalog, loadEverything } from '../../src/catalog/load-everything.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import { plainText } from '../../src/markdown/plain-text.ts';
import { openOnce } from '../../src/reading/article-pages.ts';
import { allPayloads, type Judged, judgePages } from './judge-pages.ts';
import { missing } from './lost-words.ts';
import { articleOf, samplePages, surroundings, words } from './sample-reading.ts';

/**
 * The files are small articles, one for each odd thing that articles hold. In them a word that begins with `seen` is to
 * be read exactly once, and one that begins with `unseen` not at all.
 */
const FOLDER = join(import.meta.dirname, '../fixtures/articles');
const FILES = 100;
// Every so many articles are enough where all is done three times.
const SAMPLE = 3;
/** What shows nothing, and is none of the judges' business. */
const BARE = /(?:only-front-matter|comments-only)\.md$/;

let catalog: Catalog;
let problems: readonly string[];

beforeAll(async () => {
  const { articles, content } = await loadEverything({ folders: [FOLDER] }, new Date('2026-01-01T00:00:00Z'));
  catalog = createFullCatalog(articles);
  problems = content.problems.filter(({ severity }) => severity === 'error').map(({ file }) => file);
});

const around = () => ({ ...surroundings, catalog, contentFolders: [FOLDER] });
const judge = (article: Article) => judgePages(article, around());
const large = (body: string) => judge(articleOf(body, { title: 'Large', path: join(FOLDER, 'large.md') }));

describe('the articles of the corpus', () => {
  it('are all there but the empty file', () => {
    expect(problems).toEqual(['articles/files/empty.md']);
    expect(catalog.articles.length).toBeGreaterThanOrEqual(FILES);
  });

  it('become pages that Telegram takes, save those that show nothing', async () => {
    const faults = await Promise.all(
      catalog.articles.map(async (article) => {
        const judged = await judge(article);
        const isBare = judged.pages.length === 0;
        return [...judged.faults, ...(isBare === BARE.test(article.file) ? [] : ['bare or not'])].map(
          (fault) => `${article.file}: ${fault}`,
        );
      }),
    );
    expect(faults.flat()).toEqual([]);
  });

  it('say in every form all that is to be seen, once, and nothing that is not', async () => {
    const found = await Promise.all(catalog.articles.map(async (article) => oddities(article, await judge(article))));
    expect(found.flat()).toEqual([]);
  });

  it('are the same again, and the same from the worker thread', async () => {
    const { pages } = samplePages({ ...around(), catalog: () => catalog, longFrom: 0 });
    onTestFinished(() => pages.close());
    for (const article of catalog.articles.filter((_, at) => at % SAMPLE === 0)) {
      const once = await allPayloads(await openOnce(article, words, around()));
      expect(await allPayloads(await openOnce(article, words, around()))).toEqual(once);
      expect(await allPayloads(await pages.open(article, words))).toEqual(once);
    }
  });
});

describe('huge things', () => {
  const lines = (count: number, line: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => line(at)).join('\n');
  const columns = (count: number, cell: (at: number) => string) =>
    `|${Array.from({ length: count }, (_, at) => cell(at)).join('|')}|`;

  it.each<[string, string, number]>([
    [
      'a table of 25 columns',
      `${columns(25, (at) => `head${at}`)}\n${columns(25, () => '-')}\n${lines(60, (row) => columns(25, (at) => `w${row * 25 + at}q`))}`,
      1_500,
    ],
    ['a table of 300 rows', `|a|b|\n|-|-|\n${lines(300, (at) => `|w${at}q|some words|`)}`, 300],
    ['code of 20,000 characters', `\`\`\`js\n${lines(700, (at) => `const value = step(w${at}q, 10);`)}\n\`\`\``, 700],
    ['a paragraph of 40,000 characters', lines(4_000, (at) => `w${at}q words`), 4_000],
    ['a paragraph without blanks', `${'漢'.repeat(9_000)}w0q${'👍🏽'.repeat(3_000)}w1q`, 2],
    ['a list of 400 items', lines(400, (at) => `${at + 5}. w${at}q`), 400],
    ['lists in twelve levels', lines(12, (at) => `${'  '.repeat(at)}- w${at}q`), 12],
    ['lists in sixty levels', lines(60, (at) => `${'  '.repeat(at)}- w${at}q`), 48],
    ['quotes in ninety levels', lines(1, () => `${'>'.repeat(90)} w0q`), 1],
    ['sixty pictures', lines(60, (at) => `![w${at}q](pictures/dot.png)\n`), 0],
    ['words of 900 characters', lines(40, (at) => `${'y'.repeat(900)}w${at}q`), 40],
    [
      'one thousand notes',
      `${lines(1_000, (at) => `w${at}q[^${at}]`)}\n\n${lines(1_000, (at) => `[^${at}]: note f${at}q`)}`,
      1_000,
    ],
    [
      'a fold of 300 paragraphs',
      `<details><summary>More</summary>\n\n${lines(300, (at) => `w${at}q words of a paragraph that fills a line\n`)}\n</details>`,
      300,
    ],
    [
      '850 KB',
      lines(
        2_400,
        (at) => `## Part ${at}\n\n${'Some words of a long article, and then some more. '.repeat(6)}w${at}q\n`,
      ),
      2_400,
    ],
  ])('%s', async (_name, body, count) => {
    const judged = await large(body);
    expect(judged.faults).toEqual([]);
    const written = Array.from({ length: count }, (_, at) => at);
    for (const text of [judged.rich, judged.classic, judged.plain].map((pages) => pages.join('\n'))) {
      expect(
        [...text.replace(/\s/g, '').matchAll(/w(\d+)q/g)].map(([, number]) => Number(number)).slice(0, count),
      ).toEqual(written);
    }
  });
});

function oddities({ file, body, mdx }: Article, judged: Judged): string[] {
  const { rich, classic, plain, captions } = judged;
  const forms = { rich: [...rich], classic: [...classic, ...captions], plain: [...plain] };
  const whole = plainText(parseMarkdown(body, { mdx }));
  const seen = new Set(body.match(/\bseen\w+/g));
  return Object.entries(forms).flatMap(([form, pages]) => {
    const text = pages.join('\n').normalize('NFKC').replace(/\n/g, ' ');
    const lost = missing(whole, pages);
    const counts = [...seen].map((word) => [word, text.match(new RegExp(`\\b${word}\\b`, 'g'))?.length ?? 0] as const);
    return [
      ...(lost === '' ? [] : [`${file}, ${form}: lost letters ${lost}`]),
      ...(form !== 'plain' && /unseen/i.test(text) ? [`${file}, ${form}: shows what is not to be seen`] : []),
      ...counts
        .filter(([, count]) => (form === 'rich' ? count !== 1 : count < 1))
        .map(([word, count]) => `${file}, ${form}: ${word} ${count} times`),
    ];
  });
}
