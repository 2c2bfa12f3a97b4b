import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

const CLI = join(import.meta.dirname, '../../src/cli.ts');

export type Answer = Readonly<Record<string, unknown>>;

/** `search --serve` as a process of its own over a folder; ended with the test. */
export function serveProcess(folder: string) {
  const args = ['--disable-warning=ExperimentalWarning', CLI, 'search', '--serve', '--content', folder];
  const child = spawn(process.execPath, args, { cwd: folder, env: {} });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const closed = once(child, 'close');
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  child.stdin.on('error', () => undefined); // it may end before everything is written
  return {
    child,
    /** Begins to read; every line has to be JSON. */
    answers: async function* (): AsyncGenerator<Answer, void, void> {
      for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line);
    },
    /** The exit code and what was said beside the answers. */
    async ended() {
      const [code] = await closed;
      return { code, errors };
    },
  };
}

/** What it answers to an input given at once. */
export async function askAtOnce(folder: string, input: string | Uint8Array): Promise<Answer[]> {
  const { child, answers, ended } = serveProcess(folder);
  child.stdin.end(input);
  const all = await collect(answers());
  const { code, errors } = await ended();
  if (code !== 0 || errors !== '') throw new Error(`exit code ${code}: ${errors}`);
  return all;
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
