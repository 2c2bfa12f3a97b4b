import { join } from 'node:path';
import type { Article } from '../src/catalog/article.ts';
import { createContentLoader } from '../src/catalog/content-loader.ts';
import { createSearchIndex } from '../src/search/search-index.ts';
import { loadCatalog } from './load-catalog.ts';
import { type Figure, figure, timed } from './measure.ts';
import { compareEngines, qualityOf } from './search-compare.ts';
import { toDocuments } from './search-documents.ts';
import { type EngineName, SEARCH_ENGINES } from './search-engines.ts';
import { knownItems, QUERY_KINDS } from './search-queries.ts';
import type { EngineRun } from './search-run.ts';
import { sampleForSearch } from './search-sample.ts';

const CONTENT = join(import.meta.dirname, '../content');
const ENGINES = Object.keys(SEARCH_ENGINES) as EngineName[];
const QUERIES_OF_A_KIND = 40;
const SAMPLES = 10_000;
const CHANGES = 5;

/** Finding one article by what people type, ours beside other engines: the example articles, then many made-up ones. */
export async function benchSearch(): Promise<Figure[]> {
  const { articles } = await loadCatalog(createContentLoader({ folders: [CONTENT] }));
  const texts = toDocuments(articles).map(({ body }) => body);
  const samples = sampleForSearch(texts, SAMPLES);
  return [...(await compare(articles)), ...(await compare(samples)), ...(await followChanges(samples))];
}

async function compare(articles: readonly Article[]): Promise<Figure[]> {
  const documents = toDocuments(articles);
  const items = knownItems(documents, QUERY_KINDS, QUERIES_OF_A_KIND);
  const runs = await compareEngines(ENGINES, documents, items);
  const name = `${articles.length.toLocaleString('en')} articles`;
  const kinds = QUERY_KINDS.filter((kind) => items.some((item) => item.kind === kind));
  const byKind = kinds.flatMap((kind) =>
    eachEngine(runs, `${name}, ${kind}`, 'MRR', (run) => qualityOf(run, items, kind).mrr),
  );
  const overall = runs.map((run) => qualityOf(run, items));
  const of = (part: 'mrr' | 'first' | 'firstFive') => (_run: EngineRun, at: number) => overall[at]?.[part] ?? 0;
  return [
    ...byKind,
    ...eachEngine(runs, `${name}, all queries`, 'MRR', of('mrr')),
    ...eachEngine(runs, `${name}, right one first`, '%', (run, at) => 100 * of('first')(run, at)),
    ...eachEngine(runs, `${name}, among five`, '%', (run, at) => 100 * of('firstFive')(run, at)),
    ...eachEngine(runs, `${name}, query p50`, 'ms', ({ p50 }) => p50),
    ...eachEngine(runs, `${name}, query p95`, 'ms', ({ p95 }) => p95),
    ...eachEngine(runs, `${name}, query p99`, 'ms', ({ p99 }) => p99),
    ...eachEngine(runs, `${name}, query p99, processor`, 'ms', ({ cpuP99 }) => cpuP99),
    ...eachEngine(runs, `${name}, build`, 'ms', ({ buildMs }) => buildMs),
    ...eachEngine(runs, `${name}, longest stall`, 'ms', ({ stallMs }) => stallMs),
    ...eachEngine(runs, `${name}, warm-up`, 'ms', ({ warmUpMs }) => warmUpMs),
    ...eachEngine(runs, `${name}, index in memory`, 'MB', ({ indexMb }) => indexMb),
    ...eachEngine(runs, `${name}, process`, 'MB', ({ processMb }) => processMb),
  ];
}

type Value = (run: EngineRun, at: number) => number;

function eachEngine(runs: readonly EngineRun[], what: string, unit: Figure['unit'], value: Value): Figure[] {
  return runs.map((run, at) => figure(`${what}: ${run.engine}`, unit, [value(run, at)]));
}

/** What one changed article costs the bot, which no other engine is asked. */
async function followChanges(articles: readonly Article[]): Promise<Figure[]> {
  const index = createSearchIndex();
  await index.update({ articles });
  const [first, ...others] = articles;
  if (!first) throw new Error('there are no articles');
  const changes = [];
  for (let change = 1; change <= CHANGES; change++) {
    const changed = [{ ...first, contentHash: `${first.contentHash}${change}` }, ...others];
    changes.push(await timed(() => index.update({ articles: changed })));
  }
  index.close();
  const name = `${articles.length.toLocaleString('en')} articles, one changed`;
  return [
    figure(
      `${name}: ours`,
      'ms',
      changes.map(({ ms }) => ms),
    ),
    figure(
      `${name}, longest stall: ours`,
      'ms',
      changes.map(({ stallMs }) => stallMs),
    ),
  ];
}
