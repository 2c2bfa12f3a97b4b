import { join } from 'node:path';
import { type ContentLoader, createContentLoader } from '../src/catalog/content-loader.ts';
import { createAnnouncer } from '../src/delivery/announcer.ts';
import { createArticleCheck } from '../src/jobs/check-articles.ts';
import { openStore } from '../src/store/open-store.ts';
import { loadCatalog } from './load-catalog.ts';
import { type Figure, figure, memory, type Timed, timed } from './measure.ts';
import { writeSampleArticles } from './sample-articles.ts';
import { silentLog } from './silent-log.ts';

const CHECKS = 3;
const nothing = () => undefined;

/** Loading content folders: the first time, again at each tick with nothing changed, and what it costs others. */
export async function benchCatalogue(folder: string): Promise<Figure[]> {
  return [...(await measure(folder, 58, 7)), ...(await measure(folder, 10_000, 1))];
}

async function measure(folder: string, files: number, runs: number): Promise<Figure[]> {
  const content = join(folder, String(files));
  await writeSampleArticles(content, files);
  if (files < 1_000) await loadCatalog(createContentLoader({ folders: [content] })); // warms up

  const loads: Timed<unknown>[] = [];
  const checks: Timed<unknown>[] = [];
  const heapMb: number[] = [];
  for (let run = 0; run < runs; run++) {
    const before = memory();
    const loader = createContentLoader({ folders: [content] });
    const load = await timed(() => loadCatalog(loader));
    heapMb.push(memory().heapMb - before.heapMb);
    if (load.value.articles.length !== files) throw new Error(`${load.value.articles.length} of ${files} loaded`);
    loads.push(load);
    checks.push(...(await timeChecks(loader, join(folder, `${files}-${run}.db`))));
  }
  const name = `${files.toLocaleString('en')} files`;
  const first = figure(`${name}: first load`, 'ms', milliseconds(loads));
  return [
    first,
    figure(`${name}: a tick with nothing changed`, 'ms', milliseconds(checks), first),
    figure(`${name}: longest stall, first load`, 'ms', stalls(loads)),
    figure(`${name}: longest stall, tick`, 'ms', stalls(checks)),
    figure(`${name}: catalogue and loader in memory`, 'MB', heapMb),
  ];
}

/** What every tick of the check does, against a real database that knows all articles already. */
async function timeChecks(loader: ContentLoader, databasePath: string): Promise<Timed<unknown>[]> {
  const store = await openStore(databasePath);
  const now = () => new Date('2025-12-01T00:00:00Z');
  const check = createArticleCheck({
    loader,
    memory: store.articles,
    announcer: createAnnouncer({
      memory: store.articles,
      announcements: store.announcements,
      corrections: store.corrections,
      watches: store.subscriptions.watches,
      announceMode: 'auto',
      announceDelayMs: 0,
      staleAfterMs: 0,
      hasAuthors: true,
      log: silentLog,
      now,
    }),
    report: { faults: async () => undefined },
    wake: { sender: nothing, corrector: nothing, desk: nothing },
    index: async () => undefined,
    now,
  });
  const never = new AbortController().signal;
  await check.run(never);
  const results: Timed<unknown>[] = [];
  while (results.length < CHECKS) results.push(await timed(() => check.run(never)));
  await store.close();
  return results;
}

function milliseconds(results: readonly Timed<unknown>[]): number[] {
  return results.map(({ ms }) => ms);
}

function stalls(results: readonly Timed<unknown>[]): number[] {
  return results.map(({ stallMs }) => stallMs);
}
