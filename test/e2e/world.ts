import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AppOptions } from '../../src/app/app-options.ts';
import { type App, startApp } from '../../src/app/start-app.ts';
import type { DeliveryOptions } from '../../src/delivery/ports/options.ts';
import { createLogger } from '../../src/log.ts';
import type { Persona } from '../../src/playground/chat-protocol.ts';
import type { Person } from '../../src/playground/person.ts';
import { AUTHOR, PERSONAS } from '../../src/playground/personas.ts';
import { createPlayground, type Playground, type PlaygroundOptions } from '../../src/playground/playground.ts';
import { type Clock, systemClock } from '../../src/telegram/clock.ts';

const TOKEN = '4242:fake-token-of-a-bot-in-a-test';
const GRACE_MS = 100_000;
const HASTE = 20;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
// The wall clock is the real one here, so the check runs when a test says so; cron waits for a leap day.
const NEVER = '59 23 29 2 *';

export interface World {
  readonly playground: Playground;
  readonly mia: Person;
  readonly jonas: Person;
  readonly ada: Person;
  readonly databasePath: string;
  readonly contentFolder: string;
  readonly logLines: readonly string[];
  /** Writes a content file; nothing happens before `check`. */
  write(file: string, content: string | Uint8Array): Promise<void>;
  remove(file: string): Promise<void>;
  check(): Promise<void>;
  now(): Date;
  /** Hours in a moment, for the bot and for Telegram, on the hasty clock: what was to happen meanwhile happens now. */
  passTime(ms: number): void;
  /** Stops the bot; Telegram, the files and the database stay. */
  stopBot(): Promise<void>;
  startBot(): Promise<void>;
  /** Restarts the bot, and starts a second one with the same token on a copy of the database. */
  startCopy(): Promise<App>;
}

export interface WorldOptions {
  /** Content files by name, there before the bot starts. */
  readonly files?: Readonly<Record<string, string>>;
  readonly personas?: readonly Persona[];
  readonly settings?: Partial<Pick<AppOptions, 'site' | 'contentFolders' | 'timezone' | 'authorIds'>>;
  readonly delivery?: Partial<DeliveryOptions>;
  /** What the clocks show at the beginning; the present when left out. */
  readonly startsAt?: Date;
  /** The bot's; Telegram keeps the hasty one unless `telegram` brings another. */
  readonly clock?: Clock;
  readonly telegram?: Partial<Pick<PlaygroundOptions, 'now' | 'pace' | 'rates' | 'stars' | 'keptCalls'>>;
  /** Done once Telegram runs and before the bot does. */
  readonly prepare?: (place: Pick<World, 'playground' | 'databasePath'>) => Promise<void>;
}

/** The real bot on a real database, talking to the local Bot API. Everything is gone when the test is. */
export async function createWorld({
  files = {},
  personas = PERSONAS,
  settings = {},
  delivery = {},
  startsAt,
  clock: ownClock,
  telegram = {},
  prepare,
}: WorldOptions = {}): Promise<World> {
  const hastyClock = createHastyClock(startsAt);
  const clock = ownClock ?? hastyClock;
  const folder = await mkdtemp(join(tmpdir(), 'world-'));
  const contentFolder = join(folder, 'content');
  const databasePath = join(folder, 'data', 'bot.db');
  const logLines: string[] = [];
  const log = createLogger({ level: 'debug', secrets: [TOKEN], write: (line) => logLines.push(line) });
  const write = async (file: string, content: string | Uint8Array) => {
    const path = join(contentFolder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  };
  await mkdir(contentFolder, { recursive: true });
  for (const [file, text] of Object.entries(files)) await write(file, text);

  const playground = createPlayground({
    personas,
    bot: { id: 4242, firstName: 'Work Notes', username: 'work_notes_test_bot' },
    token: TOKEN,
    host: '127.0.0.1',
    port: 0,
    log,
    now: clock.now,
    strict: true,
    ...telegram,
  });
  await playground.start();
  let app: App | undefined;

  const startOn = async (database: string) =>
    await startApp(
      {
        token: TOKEN,
        apiRoot: playground.apiRoot,
        contentFolders: [contentFolder],
        databasePath: database,
        site: { name: 'Work Notes', url: 'https://notes.example', template: '{site}/articles/{slug}' },
        authorIds: [AUTHOR.id],
        checkSchedule: NEVER,
        timezone: 'UTC',
        delivery: {
          sendRate: 30,
          paidBroadcast: false,
          announceDelayMs: 0,
          announceMode: 'auto',
          staleAfterMs: 48 * 3_600_000,
          pushesAtOnce: 3,
          unsure: 'resend',
          ...delivery,
        },
        playground: { botId: 1, personaIds: [] },
        log,
        clock,
        ...settings,
      },
      new AbortController().signal,
    );
  const startBot = async () => {
    app = await startOn(databasePath);
  };
  const startCopy = async () => {
    const copy = `${databasePath}.copy`;
    await stopBot();
    await copyFile(databasePath, copy);
    await startBot();
    const other = await startOn(copy);
    if (other === undefined) throw new Error('the copy was not started');
    onTestFinished(() => other.stop(GRACE_MS));
    return other;
  };
  const stopBot = async () => {
    await app?.stop(GRACE_MS);
    app = undefined;
  };
  onTestFinished(async () => {
    await stopBot();
    await playground.stop();
    await rm(folder, { recursive: true });
  });
  await prepare?.({ playground, databasePath });
  await startBot();

  return {
    playground,
    mia: playground.person(1001),
    jonas: playground.person(1002),
    ada: playground.person(AUTHOR.id),
    databasePath,
    contentFolder,
    logLines,
    write,
    remove: (file) => rm(join(contentFolder, file)),
    check: async () => app?.checkNow(),
    now: clock.now,
    passTime: hastyClock.pass,
    stopBot,
    startBot,
    startCopy,
  };
}

export interface HastyClock extends Clock {
  /** Lets that much time pass at once; who sleeps wakes when his time has come by it. */
  pass(ms: number): void;
}

/** Time that runs twenty times as fast, for the bot and for Telegram alike: pauses are short, limits hold. */
export function createHastyClock(startsAt = new Date()): HastyClock {
  const startedMs = systemClock.elapsedMs();
  const sleepers = new Set<() => void>();
  let passedMs = 0;
  const elapsedMs = () => (systemClock.elapsedMs() - startedMs) * HASTE + passedMs;
  return {
    now: () => new Date(startsAt.getTime() + elapsedMs()),
    elapsedMs,
    sleep(ms, signal) {
      const until = elapsedMs() + ms;
      return new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const end = () => {
          clearTimeout(timer);
          sleepers.delete(setTimer);
          signal?.removeEventListener('abort', end);
          resolve();
        };
        const setTimer = () => {
          clearTimeout(timer);
          timer = setTimeout(end, Math.min(Math.max(until - elapsedMs(), 0) / HASTE, LONGEST_TIMER_MS));
        };
        if (signal?.aborted === true) return end();
        signal?.addEventListener('abort', end, { once: true });
        sleepers.add(setTimer);
        setTimer();
      });
    },
    pass(ms) {
      passedMs += ms;
      for (const setTimer of sleepers) setTimer();
    },
  };
}

/** An article file. */
export function article(
  title: string,
  fields: Readonly<Record<string, string>> = {},
  body = `Text of ${title}.`,
): string {
  const lines = Object.entries({ title: JSON.stringify(title), ...fields }).map(([name, value]) => `${name}: ${value}`);
  return `---\n${lines.join('\n')}\n---\n${body}\n`;
}
