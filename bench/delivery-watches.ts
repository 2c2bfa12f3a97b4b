import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { ArticleId } from '../src/catalog/article.ts';
import type { IdentifiedArticle } from '../src/catalog/assign-ids.ts';
import { matchingWatches } from '../src/delivery/matching-watches.ts';
import { openStore } from '../src/store/open-store.ts';
import { type Figure, figure, timed } from './measure.ts';
import { seedReaders } from './seed-readers.ts';
import { silentLog } from './silent-log.ts';

const READERS = 200_000;
const WATCHES = 100_000;
const RUNS = 3;
const SYLLABLES = ['ka', 'lo', 'mi', 'ter', 'sun', 'dor', 'pe', 'vi', 'gra', 'nol'];
// Words that the article has, of all that people watch.
const KNOWN_WORDS = 1_000;

/**
 * One article held against a hundred thousand watched searches of two words each, and its announcement planned: with few
 * words in common, and with every search answered.
 */
export async function benchWatches(folder: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, vocabulary] of [
    ['', 20_000],
    [', all answered', KNOWN_WORDS],
  ] as const) {
    const path = join(folder, `watches-${vocabulary}.db`);
    await seedReaders(path, { readers: READERS, topics: [] });
    seedWatches(path, vocabulary);
    const runs: Announced[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await announceOnce(path, run));
    const answered = runs[0]?.answered.toLocaleString('en');
    for (const part of ['match', 'announce', 'plan'] as const) {
      const what = `${part} against ${WATCHES.toLocaleString('en')} watched searches, ${answered} answered${name && ' (most)'}`;
      figures.push(
        figure(
          what,
          'ms',
          runs.map((each) => each[part].ms),
        ),
        figure(
          `${what}: longest stall`,
          'ms',
          runs.map((each) => each[part].stallMs),
        ),
      );
    }
  }
  return figures;
}

function seedWatches(path: string, vocabulary: number): void {
  const database = new Sqlite(path);
  const subscribe = database.prepare('insert into subscriptions (chat_id, topic, created_at) values (?, ?, 0)');
  database.transaction(() => {
    for (let reader = 1; reader <= READERS; reader++) {
      const watch = reader % WATCHES;
      // Every pair of numbers differs, as 1 + the second tells which hundred the first has gone through.
      const [one, other] = [watch % vocabulary, (watch % vocabulary) + 1 + Math.floor(watch / vocabulary)];
      subscribe.run(reader, `SEARCH ${wordOf(one)} ${wordOf(other % vocabulary)}`);
    }
  })();
  database.close();
}

function wordOf(number: number): string {
  return [...String(number + 10_000)]
    .reverse()
    .map((digit) => SYLLABLES[Number(digit)])
    .join('');
}

interface Announced {
  readonly answered: number;
  readonly match: { readonly ms: number; readonly stallMs: number };
  readonly announce: { readonly ms: number; readonly stallMs: number };
  readonly plan: { readonly ms: number; readonly stallMs: number };
}

async function announceOnce(path: string, run: number): Promise<Announced> {
  const store = await openStore(path);
  const now = () => new Date();
  const body = Array.from({ length: 2 * KNOWN_WORDS }, (_, at) => wordOf((at * 7) % KNOWN_WORDS)).join(' ');
  const known = { id: `watch-${run}` as ArticleId, key: `file:watch-${run}.md`, contentHash: `hash-${run}` };
  const article = { ...known, file: `${run}.md`, title: 'Watched', description: '', body, mdx: false, tagNames: [] };
  const match = await timed(() =>
    matchingWatches(article as unknown as IdentifiedArticle, { watches: store.subscriptions.watches, log: silentLog }),
  );
  const watches = match.value;
  const news = { ...known, file: article.file, title: article.title, tagKeys: [], watches, cardHash: '' };
  const announce = await timed(() => store.announcements.announce(news, 'planning', now()));
  const plan = await timed(() => store.announcements.plan({ delayMs: 0, now, signal: new AbortController().signal }));
  await store.close();
  return { answered: watches.length, match, announce, plan };
}
