import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ArticleId } from '../../src/catalog/article.ts';
import type { IdentifiedArticle } from '../../src/catalog/assign-ids.ts';
import type { ArticleWork, Outcome } from '../../src/cli/article-work.ts';
import { eachArticle, threadsFor } from '../../src/cli/each-article.ts';

function articles(count: number): IdentifiedArticle[] {
  return Array.from({ length: count }, (_, number) => ({
    id: `id${number}` as ArticleId,
    key: `k${number}`,
    naturalId: `id${number}` as ArticleId,
    contentHash: '',
    file: `posts/${number}.md`,
    path: `/posts/${number}.md`,
    slug: `s${number}`,
    title: `Title ${number}`,
    description: '',
    tagNames: ['tag'],
    draft: number % 2 === 0,
    announce: true,
    readingMinutes: 1,
    body: number === 7 ? 'throw' : number === 21 ? 'die' : `text ${number}`,
    mdx: false,
  }));
}

const work: ArticleWork<string, string> = (settings, catalog) => async (article) => {
  if (article.body === 'throw') throw new Error('too hard');
  return `${settings} ${article.slug} of ${catalog.articles.length}: ${article.body}, ${article.tags[0]?.count}`;
};

/** The same work as `work`, in a file that a thread can run. */
async function threadEntry(): Promise<URL> {
  const file = join(await mkdtemp(join(tmpdir(), 'thread-')), 'work.ts');
  const serve = new URL('../../src/cli/serve-articles.ts', import.meta.url).href;
  await writeFile(
    file,
    `import { serveArticles } from '${serve}';
     serveArticles((settings, catalog) => async ({ slug, body, tags }) => {
       if (body === 'throw') throw new Error('too hard');
       if (body === 'die') process.exit(3);
       return settings + ' ' + slug + ' of ' + catalog.articles.length + ': ' + body + ', ' + tags[0]?.count;
     });`,
  );
  return pathToFileURL(file);
}

async function collect(run: AsyncGenerator<Outcome<string>>): Promise<Outcome<string>[]> {
  const outcomes: Outcome<string>[] = [];
  for await (const outcome of run) outcomes.push(outcome);
  return outcomes;
}

const NOWHERE = new URL('file:///nowhere.ts');

describe('work on each article', () => {
  it('gives outcomes in order and goes on after one that fails', async () => {
    const all = articles(9);
    const chosen = [8, 7, 1].flatMap((number) => all[number] ?? []);
    const run = eachArticle({ articles: all, chosen, settings: 'x', work, entry: NOWHERE, threads: 0 });
    expect(await collect(run)).toEqual([
      { id: 'id8', result: 'x s8 of 9: text 8, 9' },
      { id: 'id7', error: 'too hard' },
      { id: 'id1', result: 'x s1 of 9: text 1, 9' },
    ]);
  });

  it('does the same in threads, also when an article ends one', async () => {
    const all = articles(150);
    const options = { articles: all, chosen: all, settings: 'x', work };
    const here = await collect(eachArticle({ ...options, entry: NOWHERE, threads: 0 }));
    const there = await collect(eachArticle({ ...options, entry: await threadEntry(), threads: 2 }));
    expect(there[21]).toEqual({
      id: 'id21',
      error: 'this article ended the thread that worked on it: it ended with 3',
    });
    expect(there.toSpliced(21, 1)).toEqual(here.toSpliced(21, 1));
  });

  it('ends its threads when nobody wants the rest', async () => {
    const all = articles(150).slice(30);
    const run = eachArticle({
      articles: all,
      chosen: all,
      settings: 'x',
      work,
      entry: await threadEntry(),
      threads: 2,
    });
    expect((await run.next()).value).toMatchObject({ id: 'id30' });
    await run.return();
    expect(await run.next()).toEqual({ done: true, value: undefined });
    expect(process.getActiveResourcesInfo()).not.toContain('Worker');
  });

  it.each([
    [0, 8, 0],
    [199, 8, 0],
    [200, 8, 2],
    [10_000, 2, 2],
    [10_000, 64, 8],
    [10_000, 1, 0],
  ])('of %i articles on %i cores takes %i threads', (count, cores, threads) => {
    expect(threadsFor(count, cores)).toBe(threads);
  });
});
