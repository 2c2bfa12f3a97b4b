import type { Article, ArticleId } from '../src/catalog/article.ts';
import { tagId, tagKey } from '../src/catalog/tag-key.ts';
import { createSearchIndex } from '../src/search/search-index.ts';
import { type Figure, figure, memory, percentile, timed } from './measure.ts';
import { createRandom, createWordSource, sampleArticle } from './sample-articles.ts';

const PAGE = { limit: 8, offset: 0 };

/** Building the index, following a small change, and answering queries of one to four words. */
export async function benchSearch(): Promise<Figure[]> {
  return [...(await measure(58, 7)), ...(await measure(10_000, 1))];
}

async function measure(count: number, runs: number): Promise<Figure[]> {
  const catalog = { articles: Array.from({ length: count }, (_, index) => createArticle(index + 1)) };
  const builds = [];
  const changes = [];
  const processMb = [];
  const p50 = [];
  const p99 = [];
  const worst = [];
  for (let run = 0; run < runs; run++) {
    const before = memory();
    const index = createSearchIndex();
    builds.push(await timed(() => index.update(catalog)));
    processMb.push(memory().processMb - before.processMb);
    for (let change = 1; change <= 3; change++) {
      const [first, ...others] = catalog.articles;
      if (!first) throw new Error('there are no articles');
      const changed = { articles: [{ ...first, contentHash: `${first.contentHash}${change}` }, ...others] };
      changes.push(await timed(() => index.update(changed)));
    }
    for (const query of queries(50, 1)) index.search(query, PAGE); // warms up
    const times = queries(300, 2).map((query) => elapsed(() => index.search(query, PAGE)));
    times.sort((a, b) => a - b);
    p50.push(percentile(times, 50));
    p99.push(percentile(times, 99));
    worst.push(times.at(-1) ?? 0);
    index.close();
  }
  const name = `${count.toLocaleString('en')} articles`;
  return [
    figure(
      `${name}: build the index`,
      'ms',
      builds.map(({ ms }) => ms),
    ),
    figure(
      `${name}: longest stall, build`,
      'ms',
      builds.map(({ stallMs }) => stallMs),
    ),
    figure(
      `${name}: follow one changed article`,
      'ms',
      changes.map(({ ms }) => ms),
    ),
    figure(
      `${name}: longest stall, one changed`,
      'ms',
      changes.map(({ stallMs }) => stallMs),
    ),
    figure(`${name}: query p50`, 'ms', p50),
    figure(`${name}: query p99`, 'ms', p99),
    figure(`${name}: slowest query`, 'ms', worst),
    // A small one hides in memory that the process has already.
    ...(count < 1_000 ? [] : [figure(`${name}: index in memory`, 'MB', processMb)]),
  ];
}

function createArticle(number: number): Article {
  const { name, tags, ...fields } = sampleArticle(number);
  return {
    ...fields,
    ...{ id: name as ArticleId, key: name, slug: name, contentHash: name, file: `${name}.md`, path: `/${name}.md` },
    ...{ announce: true, readingMinutes: 1, mdx: false },
    tags: tags.map((tag) => ({ key: tagKey(tag), id: tagId(tagKey(tag)), name: tag, count: 1 })),
  };
}

/** Words as often as the articles use them; the last one is sometimes half typed, and one query in ten misspelt. */
function queries(count: number, seed: number): string[] {
  const random = createRandom(seed);
  const word = createWordSource(seed);
  return Array.from({ length: count }, () => {
    const words = Array.from({ length: 1 + Math.floor(random() * 4) }, word);
    const text = words.join(' ');
    const kind = random();
    if (kind < 0.1) return `${text}x`;
    return kind < 0.5 ? text.slice(0, Math.max(2, text.length - 2)) : text;
  });
}

function elapsed(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}
