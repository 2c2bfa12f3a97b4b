import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { memory, percentile, timed } from './measure.ts';
import type { SearchDocument } from './search-documents.ts';
import { type EngineName, SEARCH_ENGINES } from './search-engines.ts';
import type { KnownItem } from './search-queries.ts';

/** What every engine is given: written once, read by one process for each engine. */
export interface PreparedSearch {
  readonly documents: readonly SearchDocument[];
  readonly items: readonly KnownItem[];
}

export interface EngineRun {
  readonly engine: EngineName;
  readonly documents: number;
  readonly buildMs: number;
  readonly stallMs: number;
  readonly warmUpMs: number;
  /** Held for the index after a collection; the process may hold more that it has not given back. */
  readonly indexMb: number;
  readonly processMb: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly slowest: number;
  /** Processor time of the process instead of time on the wall: what it takes on a machine that nobody else uses. */
  readonly cpuP99: number;
  readonly buildCpuMs: number;
  /** In the order of the items: where the first right answer stands, from 1; 0 when not among the first ten. */
  readonly ranks: readonly number[];
  /** In the same order: the ids that came before the right one, at most three. */
  readonly before: readonly (readonly string[])[];
}

const HITS = 10;
const WARM_UP = 50;
const BEFORE_KEPT = 3;

/** Builds one engine's index in this process, which should be fresh, and asks it everything. */
export async function runEngine(engine: EngineName, file: string): Promise<EngineRun> {
  const { documents, items } = await readPrepared(file);
  const built = SEARCH_ENGINES[engine]();
  await setImmediate(); // until then the text of the file is held
  memory();
  const before = memory();
  const cpuBefore = cpuMs();
  const { ms, stallMs } = await timed(() => built.build(documents));
  const buildCpuMs = cpuMs() - cpuBefore;
  const after = memory();
  const warmUp = await timed(async () => built.warmUp?.());
  const step = Math.max(1, Math.floor(items.length / WARM_UP));
  for (let at = 0; at < items.length; at += step) await built.search(items[at]?.query ?? '', HITS);
  const times: number[] = [];
  const cpuTimes: number[] = [];
  const found: (readonly string[])[] = [];
  for (const { query } of items) {
    const cpuAt = cpuMs();
    const startedAt = performance.now();
    const answer = built.search(query, HITS);
    found.push(answer instanceof Promise ? await answer : answer);
    times.push(performance.now() - startedAt);
    cpuTimes.push(cpuMs() - cpuAt);
  }
  times.sort((a, b) => a - b);
  cpuTimes.sort((a, b) => a - b);
  const ranks = items.map(({ answers }, at) => 1 + (found[at] ?? []).findIndex((id) => answers.includes(id)));
  return {
    engine,
    // Named here also so that the documents are still there when the memory is read above.
    documents: documents.length,
    buildMs: ms,
    stallMs,
    warmUpMs: warmUp.ms,
    indexMb: after.heapMb - before.heapMb + (built.outsideMb?.() ?? 0),
    processMb: after.processMb - before.processMb,
    p50: percentile(times, 50),
    p95: percentile(times, 95),
    p99: percentile(times, 99),
    slowest: times.at(-1) ?? 0,
    cpuP99: percentile(cpuTimes, 99),
    buildCpuMs,
    ranks,
    before: found.map((ids, at) => ids.slice(0, ranks[at] ? (ranks[at] ?? 1) - 1 : HITS).slice(0, BEFORE_KEPT)),
  };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

async function readPrepared(file: string): Promise<PreparedSearch> {
  return JSON.parse(await readFile(file, 'utf8'), (key, value) =>
    (key === 'date' || key === 'updated') && typeof value === 'string' ? new Date(value) : value,
  ) as PreparedSearch;
}

const [, script, engine, file] = process.argv;
if (script === import.meta.filename && engine !== undefined && file !== undefined) {
  const run = JSON.stringify(await runEngine(engine as EngineName, file));
  process.stdout.write(run, () => process.exit());
}
