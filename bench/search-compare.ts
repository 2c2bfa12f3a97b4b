import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchDocument } from './search-documents.ts';
import type { EngineName } from './search-engines.ts';
import type { KnownItem, QueryKind } from './search-queries.ts';
import type { EngineRun, PreparedSearch } from './search-run.ts';

const MOST_OUTPUT = 256 * 1024 * 1024;
const ENGINE_TIMEOUT_MS = 600_000;

/** Asks every engine the same, each in a process of its own, one after another. */
export async function compareEngines(
  engines: readonly EngineName[],
  documents: readonly SearchDocument[],
  items: readonly KnownItem[],
): Promise<EngineRun[]> {
  const folder = await mkdtemp(join(tmpdir(), 'work-notes-search-'));
  try {
    const file = join(folder, 'prepared.json');
    await writeFile(file, JSON.stringify({ documents, items } satisfies PreparedSearch));
    return engines.map((engine) => runApart(engine, file));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function runApart(engine: EngineName, file: string): EngineRun {
  const script = join(import.meta.dirname, 'search-run.ts');
  const options = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=6144', script, engine, file];
  const child = spawnSync(process.execPath, options, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: MOST_OUTPUT,
    timeout: ENGINE_TIMEOUT_MS,
  });
  if (child.status !== 0)
    throw new Error(`${engine} ended with ${child.status ?? child.signal}`, { cause: child.error });
  return JSON.parse(child.stdout) as EngineRun;
}

export interface Quality {
  readonly queries: number;
  /** Mean of one divided by the place of the right answer among the first ten. */
  readonly mrr: number;
  readonly first: number;
  readonly firstFive: number;
}

/** How well an engine answered the queries of one kind, or of all kinds together, each query counting the same. */
export function qualityOf(run: EngineRun, items: readonly KnownItem[], kind?: QueryKind): Quality {
  const ranks = run.ranks.filter((_, at) => kind === undefined || items[at]?.kind === kind);
  const share = (test: (rank: number) => boolean) => ranks.filter(test).length / ranks.length;
  return {
    queries: ranks.length,
    mrr: ranks.reduce((sum, rank) => sum + (rank === 0 ? 0 : 1 / rank), 0) / ranks.length,
    first: share((rank) => rank === 1),
    firstFive: share((rank) => rank >= 1 && rank <= 5),
  };
}
