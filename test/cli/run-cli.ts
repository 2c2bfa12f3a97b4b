import { execFile } from 'node:child_process';
import { join } from 'node:path';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const CLI = join(import.meta.dirname, '../../src/cli.ts');

/** Runs the command line in a folder as a process of its own, without the settings of this one. */
export function runCli(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return new Promise<Ran>((resolve) => {
    const options = { cwd: folder, env: { ...env }, maxBuffer: 1e8 };
    const all = ['--disable-warning=ExperimentalWarning', CLI, ...args];
    execFile(process.execPath, all, options, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr });
    });
  });
}

/** The objects of a text that has one a line. */
export function jsonLines(text: string): Readonly<Record<string, unknown>>[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
