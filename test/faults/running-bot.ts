import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Persona } from '../../src/playground/chat-protocol.ts';
import type { Playground, PlaygroundOptions } from '../../src/playground/playground.ts';
import { type Program, runProgram, startTelegram, TOKEN, temporaryFolder } from '../e2e/program.ts';
import { article } from '../e2e/world.ts';
import { createCrowd, subscribeCrowd } from './crowd.ts';
import { query } from './verdict.ts';

/** A crowd of readers, a Telegram that counts in real time, and a bot that runs as a program of its own. */
export interface Scene {
  readonly playground: Playground;
  readonly folder: string;
  readonly databasePath: string;
  readonly crowd: readonly Persona[];
  readonly settings: Readonly<Record<string, string>>;
  start(): Program;
  publish(title: string): Promise<void>;
  /** Resolves when so many announcements are over. */
  allOver(announcements: number, timeoutMs: number): Promise<void>;
}

export interface SceneOptions {
  readonly readers: number;
  readonly perSecond: number;
  /** Others who may write to the bot; no readers. */
  readonly others?: readonly Persona[];
  readonly telegram?: Partial<PlaygroundOptions>;
  readonly settings?: Readonly<Record<string, string>>;
}

/** Everything is there, and nothing of the bot runs yet. */
export async function createScene({ readers, perSecond, others = [], ...options }: SceneOptions): Promise<Scene> {
  const folder = await temporaryFolder();
  const crowd = createCrowd(readers);
  const playground = await startTelegram({
    personas: [...crowd, ...others],
    pace: 'refuse',
    rates: { perSecond },
    ...options.telegram,
  });
  const databasePath = join(folder, 'data', 'bot.db');
  await subscribeCrowd({ playground, databasePath }, crowd);
  const settings = {
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: playground.apiRoot,
    SEND_RATE: String(perSecond),
    ANNOUNCE_DELAY: '0',
    ...options.settings,
  };
  return {
    playground,
    folder,
    databasePath,
    crowd,
    settings,
    start: () => runProgram(folder, settings),
    publish: (title) => writeFile(join(folder, 'content', `${title}.md`), article(title)),
    async allOver(announcements, timeoutMs) {
      const states = () => query<{ state: string }>(databasePath, 'select state from announcements');
      await expect
        .poll(() => states().filter(({ state }) => state === 'finished').length, { timeout: timeoutMs, interval: 100 })
        .toBe(announcements);
    },
  };
}
