import { parseArgs } from 'node:util';
import { assignIds } from '../src/catalog/assign-ids.ts';
import { createContentLoader } from '../src/catalog/content-loader.ts';
import { createFullCatalog } from '../src/catalog/load-everything.ts';
import { compareEngines, qualityOf } from './search-compare.ts';
import { toDocuments } from './search-documents.ts';
import { type EngineName, SEARCH_ENGINES } from './search-engines.ts';
import { type KnownItem, knownItems, QUERY_KINDS, type QueryKind } from './search-queries.ts';
import type { EngineRun } from './search-run.ts';

/** Compares search engines on the articles of any folder. Prints a table, and on request what ours did not find. */
const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string' },
    engines: { type: 'string', default: Object.keys(SEARCH_ENGINES).join() },
    classes: { type: 'string', default: QUERY_KINDS.join() },
    /** Queries of each class. */
    max: { type: 'string', default: '200' },
    /** Of each class, this many queries whose article the first engine did not put first. */
    failures: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
});
const engines = chosen(options.engines, Object.keys(SEARCH_ENGINES) as EngineName[]);
const kinds = chosen(options.classes, QUERY_KINDS);
if (options.corpus === undefined) throw new Error('--corpus names the folder with the articles');

const { articles } = await createContentLoader({ folders: [options.corpus] }).load();
const documents = toDocuments(createFullCatalog(assignIds(articles, []).articles).articles);
const items = knownItems(documents, kinds, Number(options.max));
const runs = await compareEngines(engines, documents, items);
if (options.json) console.log(JSON.stringify({ documents: documents.length, ...report(runs) }, null, 2));
else printTables(runs);
if (runs[0] !== undefined) printFailures(runs[0], Number(options.failures));

function chosen<Name extends string>(list: string, known: readonly Name[]): Name[] {
  const names = list.split(',');
  const unknown = names.filter((name) => !known.includes(name as Name));
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(', ')}; there are ${known.join(', ')}`);
  return names as Name[];
}

function presentKinds(): QueryKind[] {
  return kinds.filter((kind) => items.some((item) => item.kind === kind));
}

function report(all: readonly EngineRun[]) {
  const engineReports = all.map(({ ranks: _ranks, before: _before, ...figures }, at) => {
    const run = all[at] as EngineRun;
    const byKind = Object.fromEntries(presentKinds().map((kind) => [kind, qualityOf(run, items, kind)]));
    return { ...figures, all: qualityOf(run, items), byKind };
  });
  return { engines: engineReports };
}

function printTables(all: readonly EngineRun[]): void {
  const characters = documents.reduce((sum, { body }) => sum + body.length, 0);
  console.log(
    `${documents.length} articles, ${(characters / 1e6).toFixed(1)} million characters, ${items.length} queries`,
  );
  for (const [name, part] of [
    ['MRR@10', 'mrr'],
    ['success@1', 'first'],
    ['success@5', 'firstFive'],
  ] as const) {
    const rows = [...presentKinds(), undefined].map((kind) => {
      const count = items.filter((item) => kind === undefined || item.kind === kind).length;
      return [kind ?? 'all', `${count}`, ...all.map((run) => qualityOf(run, items, kind)[part].toFixed(3))];
    });
    printRows([[name, 'queries', ...engines], ...rows]);
  }
  const costs = [
    'p50',
    'p95',
    'p99',
    'cpuP99',
    'slowest',
    'buildMs',
    'buildCpuMs',
    'stallMs',
    'warmUpMs',
    'indexMb',
    'processMb',
  ] as const;
  const rows = costs.map((cost) => [cost, '', ...all.map((run) => run[cost].toFixed(/p\d/i.test(cost) ? 2 : 0))]);
  printRows([['ms and MB', '', ...engines], ...rows]);
}

function printRows(rows: readonly (readonly string[])[]): void {
  for (const [first = '', ...others] of rows)
    console.log(first.padEnd(18) + others.map((cell) => cell.padStart(11)).join(''));
  console.log('');
}

function printFailures(run: EngineRun, most: number): void {
  const titles = new Map<string, string>(documents.map(({ id, title }) => [id, title]));
  for (const kind of kinds) {
    const failed = items.flatMap((item, at) => (item.kind === kind && run.ranks[at] !== 1 ? [{ item, at }] : []));
    for (const { item, at } of failed.slice(0, most)) console.log(describe(item, at, run, titles));
  }
}

function describe(
  { kind, query, answers }: KnownItem,
  at: number,
  run: EngineRun,
  titles: ReadonlyMap<string, string>,
) {
  const before = (run.before[at] ?? []).map((id) => titles.get(id)).join(' | ');
  return `${kind}: ${JSON.stringify(query)} wants ${titles.get(answers[0] ?? '')} (place ${run.ranks[at]}), has ${before}`;
}
