import { join } from 'node:path';
import type { ArticleId } from '../src/catalog/article.ts';
import { tagKey } from '../src/catalog/tag-key.ts';
import { openStore } from '../src/store/open-store.ts';
import { type Figure, figure, memory, timed } from './measure.ts';
import { seedReaders } from './seed-readers.ts';

const SIZES = [10_000, 100_000, 1_000_000];
const RUNS = 3;
const SAMPLE_EVERY_MS = 5;
const TOPICS = ['plan one', 'plan two'];

/** Planning an announcement: its deliveries written for so many readers, with a third subscribed to two of its tags. */
export async function benchPlan(folder: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const readers of SIZES) {
    const path = join(folder, `plan-${readers}.db`);
    await seedReaders(path, { readers, topics: TOPICS.map(tagKey) });
    const runs: Planned[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await planOnce(path, run, readers));
    const name = `plan for ${readers.toLocaleString('en')} readers`;
    figures.push(
      figure(
        name,
        'ms',
        runs.map(({ ms }) => ms),
      ),
      figure(
        `${name}: longest stall`,
        'ms',
        runs.map(({ stallMs }) => stallMs),
      ),
      figure(
        `${name}: most memory of the process`,
        'MB',
        runs.map(({ peakMb }) => peakMb),
      ),
    );
  }
  return figures;
}

interface Planned {
  readonly ms: number;
  readonly stallMs: number;
  readonly peakMb: number;
}

async function planOnce(path: string, run: number, readers: number): Promise<Planned> {
  const store = await openStore(path);
  const now = () => new Date();
  const article = {
    id: `plan-${run}` as ArticleId,
    key: `file:plan-${run}.md`,
    contentHash: `hash-${run}`,
    file: `plan-${run}.md`,
    title: `Plan ${run}`,
    cardHash: `card-${run}`,
    tagKeys: TOPICS.map(tagKey),
    watches: [],
  };
  let peakMb = memory().processMb;
  const sampling = setInterval(() => {
    peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6);
  }, SAMPLE_EVERY_MS);
  const { ms, stallMs } = await timed(async () => {
    await store.announcements.announce(article, 'planning', now());
    await store.announcements.plan({ delayMs: 0, now, signal: new AbortController().signal });
  });
  clearInterval(sampling);
  const [announcement] = await store.announcements.latest(1);
  await store.close();
  if (announcement?.total !== readers) throw new Error(`planned ${announcement?.total} of ${readers} readers`);
  return { ms, stallMs, peakMb };
}
