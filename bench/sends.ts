import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Api } from 'grammy';
import { tagKey } from '../src/catalog/tag-key.ts';
import type { ChatId } from '../src/delivery/ports/ids.ts';
import { openStore } from '../src/store/open-store.ts';
import { type Figure, figure } from './measure.ts';
import { type Stub, startStub } from './start-stub.ts';
import { type BotFolders, prepareFolders, startWholeBot, TOKEN } from './whole-bot.ts';

const READERS = 200;
const RUNS = 5;
/** As many as the sender has under way by default. */
const CONCURRENCY = 8;
const NOW = new Date('2025-12-01T00:00:00Z');

/** Announcements brought to readers by the sender with its ledger, against a bare loop of `sendMessage`. */
export async function benchSends(folder: string): Promise<Figure[]> {
  const folders = await prepareFolders(folder);
  await fillReaders(folders);
  const stub = await startStub();
  const app = await startWholeBot(folders, stub.url);
  const speeds: number[] = [];
  let push: Record<string, unknown> = {};
  for (let run = 0; run <= RUNS; run++) {
    await writeFile(join(folders.content, `news-${run}.md`), newArticle(run));
    const report = stub.measure({ type: 'watch', count: READERS });
    await app.checkNow();
    const { ms, lastPayload } = await report;
    if (run > 0) speeds.push(READERS / (ms / 1_000)); // the first one warms up
    push = lastPayload;
  }
  await app.stop(5_000);
  const bare = figure(`bare loop of sendMessage, ${CONCURRENCY} at once`, '/s', await measureBare(stub, push));
  stub.stop();
  return [bare, figure(`sender with ledger, ${CONCURRENCY} at once`, '/s', speeds, bare)];
}

/** Each run has readers of its own, as one chat takes only one message a second. */
async function fillReaders({ databasePath }: BotFolders): Promise<void> {
  const store = await openStore(databasePath);
  for (let run = 0; run <= RUNS; run++) {
    for (let reader = 1; reader <= READERS; reader++) {
      const chatId = (run * READERS + reader) as ChatId;
      await store.readers.visit({ chatId, languageCode: 'en' }, NOW);
      await store.subscriptions.add(chatId, tagKey(`news ${run}`), NOW);
    }
  }
  await store.close();
}

function newArticle(run: number): string {
  return `---\ntitle: News ${run}\ntags: [news ${run}]\ndescription: What is new in number ${run}.\n---\n\nText.\n`;
}

async function measureBare(stub: Stub, { chat_id: _, text, ...other }: Record<string, unknown>): Promise<number[]> {
  const api = new Api(TOKEN, { apiRoot: stub.url });
  const speeds: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const report = stub.measure({ type: 'watch', count: READERS });
    let next = 1;
    const worker = async () => {
      while (next <= READERS) await api.sendMessage(next++, String(text), other);
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    const { ms } = await report;
    if (run > 0) speeds.push(READERS / (ms / 1_000));
  }
  return speeds;
}
