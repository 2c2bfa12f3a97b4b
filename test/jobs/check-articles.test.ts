import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { ContentProblem } from '../../src/catalog/article.ts';
import { createContentLoader } from '../../src/catalog/content-loader.ts';
import { createAnnouncer } from '../../src/delivery/announcer.ts';
import type { Announcements } from '../../src/delivery/ports/announcements.ts';
import { createArticleCheck } from '../../src/jobs/check-articles.ts';
import type { Logger } from '../../src/log.ts';
import type { Store } from '../../src/store/open-store.ts';
import { newPath, newStore, subscribe } from '../store/new-store.ts';

const NOW = new Date('2026-01-05T12:00:00Z');
const ignore = () => undefined;
const quiet: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** The check over two content folders and a real database, with one reader of everything. */
async function arrange() {
  const path = await newPath();
  const folders = [join(dirname(path), 'one'), join(dirname(path), 'two')] as const;
  for (const folder of folders) await mkdir(folder);
  const store = await newStore({ path });
  await subscribe(store, 1, 'all');
  return { path, store, folders, one: folders[0], two: folders[1], ...start(store, folders) };
}

/** A run of the program. */
function start(store: Store, folders: readonly string[], announcements: Announcements = store.announcements, at = NOW) {
  const faults: ContentProblem[] = [];
  const rings: string[] = [];
  const now = () => at;
  const check = createArticleCheck({
    loader: createContentLoader({ folders, log: quiet }),
    memory: store.articles,
    announcer: createAnnouncer({
      memory: store.articles,
      announcements,
      corrections: store.corrections,
      watches: store.subscriptions.watches,
      announceMode: 'auto',
      announceDelayMs: 0,
      staleAfterMs: 48 * 3_600_000,
      hasAuthors: true,
      log: quiet,
      now,
    }),
    report: { faults: async (problems) => void faults.push(...problems) },
    wake: {
      sender: () => rings.push('sender'),
      corrector: () => rings.push('corrector'),
      desk: () => rings.push('desk'),
    },
    index: async () => undefined,
    now,
  });
  return {
    faults,
    rings,
    catalog: check.catalog,
    run: () => check.run(new AbortController().signal),
    async announced() {
      const all = (await store.announcements.latest(100)).toReversed();
      return Object.fromEntries(all.map(({ title, state }) => [title, state]));
    },
    missing: async () => (await store.announcements.announced()).filter(({ missingSince }) => missingSince).length,
  };
}

const write = (folder: string, title: string, more = '') =>
  writeFile(join(folder, `${title}.md`), `---\ntitle: ${title}\n${more}---\nText of ${title}.\n`);

/** Two announced articles, each in a folder of its own. */
async function arrangeAnnounced() {
  const world = await arrange();
  await world.run();
  await write(world.one, 'first');
  await write(world.two, 'second');
  await world.run();
  expect(await world.announced()).toEqual({ first: 'running', second: 'running' });
  return world;
}

describe('the check', () => {
  it('announces only what readers can open while a folder cannot be read', async () => {
    const { one, two, announced, run, catalog } = await arrange();
    await write(one, 'old');
    await write(two, 'older');
    await run();
    await rename(two, `${two}-away`);
    await write(one, 'fresh');
    await run();
    expect(catalog().articles).toHaveLength(2);
    expect(await announced()).toEqual({});
    await rename(`${two}-away`, two);
    await run();
    expect(catalog().articles).toHaveLength(3);
    expect(await announced()).toEqual({ fresh: 'running' });
  });

  it('has the catalogue renewed before an announcement opens', async () => {
    const { store, folders, one, run } = await arrange();
    await run();
    const seen: boolean[] = [];
    const another = start(store, folders, {
      ...store.announcements,
      plan(options) {
        seen.push(another.catalog().articles.some(({ title }) => title === 'fresh'));
        return store.announcements.plan(options);
      },
    });
    await write(one, 'fresh', 'date: 2026-01-05\n');
    await another.run();
    expect(seen).toEqual([true]);
    expect(await another.announced()).toEqual({ fresh: 'running' });
  });

  it('wakes everybody, even when it is broken off', async () => {
    const { store, folders, run } = await arrange();
    await run();
    const failing = async () => {
      throw new Error('database is locked');
    };
    const broken = start(store, folders, { ...store.announcements, plan: failing });
    await expect(broken.run()).rejects.toThrow('database is locked');
    expect(broken.rings).toEqual(['sender', 'corrector', 'desk']);
  });
});

describe('files that come and go', () => {
  it('under another name are the same articles', async () => {
    const { one, run, announced, missing } = await arrangeAnnounced();
    await rename(join(one, 'first.md'), join(one, 'renamed.md'));
    await run();
    expect(await announced()).toEqual({ first: 'running', second: 'running' });
    expect(await missing()).toBe(0);
  });

  it('stop an announcement while they are away', async () => {
    const { one, run, announced, missing } = await arrangeAnnounced();
    await rm(join(one, 'first.md'));
    await run();
    expect(await announced()).toEqual({ first: 'paused', second: 'running' });
    expect(await missing()).toBe(1);
    await write(one, 'first');
    await run();
    expect(await announced()).toEqual({ first: 'running', second: 'running' });
    expect(await missing()).toBe(0);
  });

  it('are not missing while a fault keeps them out', async () => {
    const { one, run, announced, missing } = await arrangeAnnounced();
    await writeFile(join(one, 'first.md'), '---\ntitle: "first\n---\n');
    await run();
    expect(await announced()).toEqual({ first: 'paused', second: 'running' });
    expect(await missing()).toBe(0);
  });

  it('change nothing while another folder cannot be read', async () => {
    const { one, two, run, announced, missing, catalog } = await arrangeAnnounced();
    await write(one, 'third');
    await rm(join(one, 'first.md'));
    await rename(two, `${two}-away`);
    await run();
    expect(await announced()).toEqual({ first: 'running', second: 'running' });
    expect(await missing()).toBe(0);
    expect(catalog().articles).toHaveLength(2);
  });

  it('change nothing when all are gone at once', async () => {
    const { one, two, run, announced, missing, faults, catalog } = await arrangeAnnounced();
    await rm(join(one, 'first.md'));
    await rm(join(two, 'second.md'));
    await run();
    expect(await announced()).toEqual({ first: 'running', second: 'running' });
    expect(await missing()).toBe(0);
    expect(catalog().articles).toHaveLength(2);
    expect(faults.map(({ message }) => message)).toEqual([expect.stringContaining('no articles any more')]);
  });

  it('change nothing when all are gone at the start, which may be a disk that is not there', async () => {
    const { store, folders, one, two, announced, missing } = await arrangeAnnounced();
    await rm(join(one, 'first.md'));
    await rm(join(two, 'second.md'));
    const next = start(store, folders);
    for (let time = 0; time < 2; time += 1) await next.run();
    expect(await announced()).toEqual({ first: 'running', second: 'running' });
    expect(await missing()).toBe(0);
    expect(next.faults[0]?.message).toContain('there were some before');
  });

  it('of an older state show as they were then, and come back without being announced again', async () => {
    const { one, two, run, announced, missing, store } = await arrangeAnnounced();
    await write(one, 'first', 'description: new\n');
    await run();
    await write(one, 'first');
    await rm(join(two, 'second.md'));
    await run();
    expect(await missing()).toBe(1);
    await write(one, 'first', 'description: new\n');
    await write(two, 'second');
    await run();
    expect(await announced()).toEqual({ first: 'running', second: 'running' });
    expect(await store.articles.known()).toHaveLength(2);
  });
});

describe('a database restored from a backup', () => {
  it('has what it does not know wait for the author, unless it is fresh', async () => {
    const { path, folders, one, run } = await arrangeAnnounced();
    const backup = await newPath();
    const sqlite = new Sqlite(path);
    sqlite.prepare('vacuum into ?').run(backup);
    sqlite.close();
    await write(one, 'lost', 'date: 2026-01-05\n');
    await write(one, 'undated');
    await run();
    await write(one, 'recent', 'date: 2026-01-26\n');
    const restored = await newStore({ path: backup });
    const later = start(restored, folders, restored.announcements, new Date('2026-01-26T12:00:00Z'));
    await later.run();
    expect(await later.announced()).toEqual({
      first: 'running',
      second: 'running',
      lost: 'held',
      undated: 'held',
      recent: 'running',
    });
  });
});
