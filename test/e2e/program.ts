import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createLogger } from '../../src/log.ts';
import type { Persona } from '../../src/playground/chat-protocol.ts';
import { createPlayground, type Playground, type PlaygroundOptions } from '../../src/playground/playground.ts';
import { article } from './world.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
export const CLI = join(import.meta.dirname, '../../src/cli.ts');
export const TOKEN = '4242:fake-token-of-a-bot-in-a-test';
const READERS = 24;
const EXIT_LIMIT_MS = 15_000;

export interface Program {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exitCode: Promise<number | null>;
  /** Resolves when the output holds the text. */
  says(text: string): Promise<void>;
}

/** A folder to run the program in, with one article; gone when the test is. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'process-'));
  await mkdir(join(folder, 'content'));
  await writeFile(join(folder, 'content', 'old.md'), article('An old piece', { tags: '[kafka]' }));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the program as an operator does, in a folder of its own. */
export function runProgram(
  folder: string,
  settings: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  file = MAIN,
): Program {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, CHECK_SCHEDULE: '* * * * * *', ANNOUNCE_DELAY: '0', ...settings },
  });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const listener of [...listeners]) listener();
    });
  }
  const exitCode = once(child, 'exit').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exitCode;
  });
  return {
    child,
    output: () => output,
    exitCode,
    says: (text) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`"${text}" was not said:\n${output}`)), EXIT_LIMIT_MS);
        const look = () => {
          if (!output.includes(text)) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
  };
}

export const personas: Persona[] = Array.from({ length: READERS }, (_, index) => ({
  id: 2001 + index,
  firstName: `Reader ${index + 1}`,
  username: `reader_${index + 1}`,
  languageCode: 'en',
  role: 'reader',
}));

/** A local Telegram with many readers; gone when the test is. */
export async function startTelegram(options: Partial<PlaygroundOptions> = {}): Promise<Playground> {
  const playground = createPlayground({
    personas,
    bot: { id: 4242, firstName: 'Work Notes', username: 'work_notes_test_bot' },
    token: TOKEN,
    host: '127.0.0.1',
    port: 0,
    log: createLogger({ level: 'silent' }),
    now: () => new Date(),
    strict: true,
    ...options,
  });
  await playground.start();
  onTestFinished(() => playground.stop());
  return playground;
}
