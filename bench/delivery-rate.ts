import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { autoRetry } from '@grammyjs/auto-retry';
import { apiThrottler } from '@grammyjs/transformer-throttler';
import { Api, type Transformer } from 'grammy';
import type { DeliveryOptions } from '../src/delivery/ports/options.ts';
import { type Figure, figure } from './measure.ts';
import { seedReaders } from './seed-readers.ts';
import { type Stub, startStub } from './start-stub.ts';
import { prepareFolders, startWholeBot, TOKEN } from './whole-bot.ts';

/** A round trip to Telegram's servers, as a server in Europe sees it. */
export const LATENCY_MS = 30;
/** Above it are the chats of people who write to the bot meanwhile. */
export const FIRST_PERSON = 10_000_000;
const SPARE_READERS = 1.1;

interface Rate {
  readonly perSecond: number;
  readonly delivery: Partial<DeliveryOptions>;
  /** Calls that the loops keep under way. */
  readonly atOnce: number;
}

const RATES: readonly Rate[] = [
  { perSecond: 30, delivery: { sendRate: 30 }, atOnce: 4 },
  { perSecond: 1_000, delivery: { sendRate: 30, paidBroadcast: true }, atOnce: 60 },
];

interface Broadcast {
  readonly messages: number;
  readonly refused: number;
  readonly cpuMs: number;
}

/**
 * One broadcast at the pace Telegram allows, by the bot and the usual way: a loop of grammY calls that retries after
 * a 429, and one behind grammY's throttler. The local Telegram refuses whatever is above the pace in any second.
 */
export async function benchRate(folder: string, seconds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const rate of RATES) {
    const ours = await broadcastByBot(join(folder, `rate-${rate.perSecond}`), rate, seconds);
    const loop = await broadcastByLoop(rate, seconds, autoRetry());
    const throttled = rate.perSecond === 30 ? await broadcastByLoop(rate, seconds, apiThrottler()) : undefined;
    const loopFigures = describe(`${rate.perSecond}/s: loop with auto-retry`, rate, seconds, loop);
    const [, , loopCpu] = loopFigures;
    figures.push(...describe(`${rate.perSecond}/s: the bot`, rate, seconds, ours, loopCpu), ...loopFigures);
    if (throttled) figures.push(...describe(`${rate.perSecond}/s: loop with throttler`, rate, seconds, throttled));
  }
  return figures;
}

function describe(name: string, { perSecond }: Rate, seconds: number, run: Broadcast, cpu?: Figure): Figure[] {
  return [
    figure(`${name}, share of the pace`, '%', [(100 * run.messages) / (perSecond * seconds)]),
    figure(`${name}, refused with 429`, 'calls', [run.refused]),
    figure(`${name}, CPU a message`, 'µs', [(1_000 * run.cpuMs) / run.messages], cpu),
  ];
}

async function broadcastByBot(folder: string, rate: Rate, seconds: number): Promise<Broadcast> {
  await mkdir(folder);
  const folders = await prepareFolders(folder);
  const readers = Math.ceil(rate.perSecond * seconds * SPARE_READERS);
  await seedReaders(folders.databasePath, { readers, topics: ['all'] });
  const stub = await startLimitedStub(rate.perSecond);
  const app = await startWholeBot(folders, stub.url, rate.delivery);
  await writeFile(join(folders.content, 'news.md'), '---\ntitle: News\ndescription: What is new.\n---\n\nText.\n');
  const run = await measure(stub, seconds, () => app.checkNow());
  await app.stop(5_000);
  stub.stop();
  return run;
}

async function broadcastByLoop(rate: Rate, seconds: number, transformer: Transformer): Promise<Broadcast> {
  const stub = await startLimitedStub(rate.perSecond);
  const api = new Api(TOKEN, { apiRoot: stub.url });
  api.config.use(transformer);
  const ending = new AbortController();
  const run = await measure(stub, seconds, async () => void broadcastInLoop(api, rate.atOnce, ending.signal));
  ending.abort();
  stub.stop();
  return run;
}

/** Sends to one chat after the other, a few at once, until told to stop. Whose message fails is left out, as in any plain loop. */
export function broadcastInLoop(api: Api, atOnce: number, ending: AbortSignal): void {
  let next = 1;
  const worker = async () => {
    while (!ending.aborted) {
      await api.sendMessage(next++, 'News\n\nWhat is new.', {}, ending as never).catch(() => undefined);
    }
  };
  for (let index = 0; index < atOnce; index++) void worker();
}

export async function startLimitedStub(perSecond: number): Promise<Stub> {
  const stub = await startStub();
  await stub.measure({ type: 'limit', perSecond, latencyMs: LATENCY_MS });
  return stub;
}

/** The processor's time is counted from the first message on, as loading and planning have figures of their own. */
async function measure(stub: Stub, seconds: number, begin: () => Promise<void>): Promise<Broadcast> {
  let before = process.cpuUsage();
  const report = stub.measure({ type: 'count', forMs: seconds * 1_000, belowChat: FIRST_PERSON }, () => {
    before = process.cpuUsage();
  });
  await begin();
  const { messages, refused } = await report;
  const { user, system } = process.cpuUsage(before);
  return { messages, refused, cpuMs: (user + system) / 1_000 };
}
