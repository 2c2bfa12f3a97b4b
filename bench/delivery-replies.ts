import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { autoRetry } from '@grammyjs/auto-retry';
import { apiThrottler } from '@grammyjs/transformer-throttler';
import { Bot, type Transformer } from 'grammy';
import { broadcastInLoop, FIRST_PERSON, startLimitedStub } from './delivery-rate.ts';
import { type Figure, figure, percentile } from './measure.ts';
import { seedReaders } from './seed-readers.ts';
import type { Stub } from './start-stub.ts';
import { prepareFolders, startWholeBot, TOKEN } from './whole-bot.ts';

const PER_SECOND = 30;
const REPLIES = 200;
/** Enough to see what a loop does; many of them are not answered at all. */
const REPLIES_OF_LOOP = 80;
// No multiple of the time between two pushes, so that replies meet every phase of it.
const APART_MS = 147;
const READERS = 5_000;
const WARM_UP = 20;
// A loop that runs into refusals answers nobody for minutes: who waits longer is counted with this.
const PATIENCE_MS = 20_000;

/** How long a person waits for the answer to a command, while nothing else goes on and during a broadcast. */
export async function benchReplies(folder: string): Promise<Figure[]> {
  const ours = await measureBot(join(folder, 'replies'));
  const loop = await measureLoop(autoRetry());
  const throttled = await measureLoop(apiThrottler());
  return [...pair('the bot', ours), ...pair('loop with auto-retry', loop), ...pair('loop with throttler', throttled)];
}

interface Latencies {
  readonly idle: readonly number[];
  readonly busy: readonly number[];
}

function pair(name: string, { idle, busy }: Latencies): Figure[] {
  const at = (values: readonly number[], percent: number) => [
    percentile(
      values.toSorted((a, b) => a - b),
      percent,
    ),
  ];
  return [50, 99].flatMap((percent) => {
    const quiet = figure(`reply p${percent}, ${name}, idle`, 'ms', at(idle, percent));
    return [quiet, figure(`reply p${percent}, ${name}, broadcasting`, 'ms', at(busy, percent), quiet)];
  });
}

async function measureBot(folder: string): Promise<Latencies> {
  await mkdir(folder);
  const folders = await prepareFolders(folder);
  await seedReaders(folders.databasePath, { readers: READERS, topics: ['all'] });
  const stub = await startLimitedStub(PER_SECOND);
  const app = await startWholeBot(folders, stub.url, { sendRate: PER_SECOND });
  await ask(stub, WARM_UP);
  const idle = await ask(stub, REPLIES);
  await writeFile(join(folders.content, 'news.md'), '---\ntitle: News\ndescription: What is new.\n---\n\nText.\n');
  await app.checkNow();
  await wait(1_000);
  const busy = await ask(stub, REPLIES);
  await app.stop(5_000);
  stub.stop();
  return { idle, busy };
}

async function measureLoop(transformer: Transformer): Promise<Latencies> {
  const stub = await startLimitedStub(PER_SECOND);
  const bot = new Bot(TOKEN, { client: { apiRoot: stub.url } });
  bot.api.config.use(transformer);
  bot.on('message', (ctx) => ctx.reply('What I can do'));
  bot.catch(() => undefined);
  bot.start().catch(() => undefined);
  await ask(stub, WARM_UP);
  const idle = await ask(stub, REPLIES_OF_LOOP);
  const ending = new AbortController();
  broadcastInLoop(bot.api, 4, ending.signal);
  await wait(1_000);
  const busy = await ask(stub, REPLIES_OF_LOOP);
  ending.abort();
  // Its handlers wait for retries that nobody can break off; they end with the process.
  stub.stop();
  return { idle, busy };
}

let nextPerson = FIRST_PERSON;

/** Commands of ever new people, at even distances whether or not the one before has been answered; in milliseconds. */
async function ask(stub: Stub, count: number): Promise<number[]> {
  const answers: Promise<number>[] = [];
  for (let index = 0; index < count; index++) {
    const command = { type: 'feed', text: '/help', count: 1, firstChat: nextPerson++ } as const;
    const answered = stub.measure(command).then(
      ({ ms }) => ms,
      () => PATIENCE_MS,
    );
    answers.push(Promise.race([answered, wait(PATIENCE_MS, PATIENCE_MS)]));
    await wait(APART_MS);
  }
  return await Promise.all(answers);
}
