import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export type Unit = 'ms' | 'MB' | 'MB/s' | '/s' | 'files' | 'hits' | '%' | 'µs' | 'calls' | 'MRR';

export interface Figure {
  readonly what: string;
  readonly unit: Unit;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
  /** How many times the baseline's median this one's is. */
  readonly ratio?: { readonly to: string; readonly value: number };
}

/** Median and spread of the runs of one measurement. */
export function figure(what: string, unit: Unit, values: readonly number[], baseline?: Figure): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  const median = percentile(sorted, 50);
  const ratio = baseline && { ratio: { to: baseline.what, value: median / baseline.median } };
  return { what, unit, median, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0, runs: values.length, ...ratio };
}

/** The value below which `percent` of the sorted values lie; between two of them, their mean. */
export function percentile(sorted: readonly number[], percent: number): number {
  const at = ((sorted.length - 1) * percent) / 100;
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return (below + above) / 2;
}

export interface Timed<Value> {
  readonly value: Value;
  readonly ms: number;
  /** Longest time in which the event loop served nobody else. */
  readonly stallMs: number;
}

const RESOLUTION_MS = 1;

/** Runs something once and times it, watching the event loop meanwhile. */
export async function timed<Value>(work: () => Promise<Value>): Promise<Timed<Value>> {
  collectGarbage();
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  loop.enable();
  await ticks();
  const startedAt = performance.now();
  const value = await work();
  const ms = performance.now() - startedAt;
  await ticks();
  loop.disable();
  // It counts from one tick of its timer to the next, so a loop that is idle shows the resolution itself.
  return { value, ms, stallMs: Math.max(0, loop.max / 1e6 - RESOLUTION_MS) };
}

// A stall is seen only between two ticks of the watching timer.
async function ticks(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5 * RESOLUTION_MS));
}

/** Runs something `runs` times, after one run that is not counted. */
export async function repeatTimed<Value>(runs: number, work: () => Promise<Value>): Promise<Timed<Value>[]> {
  await work();
  const results: Timed<Value>[] = [];
  while (results.length < runs) results.push(await timed(work));
  return results;
}

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** So that one measurement does not pay for the one before. */
export function collectGarbage(): void {
  gc();
}

/** Megabytes that JavaScript holds, and that the process occupies (SQLite's memory is among the latter only). */
export function memory(): { heapMb: number; processMb: number } {
  collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapMb: (heapUsed + external) / 1e6, processMb: rss / 1e6 };
}
