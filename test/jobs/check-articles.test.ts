import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createContentLoader } from '../../src/catalog/content-loader.ts';
import { createAnnouncer } from '../../src/delivery/announcer.ts';
import { createArticleCheck } from '../../src/jobs/check-articles.ts';
import type { Logger } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';

const NOW = new Date('2026-01-05T12:00:00Z');
const ignore = () => undefined;
const quiet: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** The check over two content folders and a real database. */
async function arrange() {
  const root = await mkdtemp(join(tmpdir(), 'check-'));
  const folders = [join(root, 'one'), join(root, 'two')] as const;
  for (const folder of folders) await mkdir(folder);
  const store = await openStore(join(root, 'bot.db'));
  onTestFinished(async () => {
    await store.close();
    await rm(root, { recursive: true, force: true });
  });
  const started: string[] = [];
  const now = () => NOW;
  const check = createArticleCheck({
    loader: createContentLoader({ folders, log: quiet }),
    memory: store.articles,
    announcer: createAnnouncer({ memory: store.articles, ledger: store.ledger, log: quiet, now }),
    report: { started: (_progress, title) => started.push(title), faults: async () => undefined },
    wakeSender: ignore,
    index: async () => undefined,
    now,
  });
  const write = (folder: string, title: string) =>
    writeFile(join(folder, `${title}.md`), `---\ntitle: ${title}\n---\n`);
  return { folders, started, write, run: () => check.run(new AbortController().signal), catalog: check.catalog };
}

describe('the check', () => {
  it('announces only what readers can open while a folder cannot be read', async () => {
    const { folders, started, write, run, catalog } = await arrange();
    const [one, two] = folders;
    await write(one, 'old');
    await write(two, 'older');
    await run();
    await rename(two, `${two}-away`);
    await write(one, 'fresh');
    await run();
    expect(catalog().articles).toHaveLength(2);
    expect(started).toEqual([]);
    await rename(`${two}-away`, two);
    await run();
    expect(catalog().articles).toHaveLength(3);
    expect(started).toEqual(['fresh']);
  });
});
