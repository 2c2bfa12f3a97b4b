#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const USAGE = `work-notes-bot: a Telegram bot that delivers a blog's articles

  work-notes-bot [start]    start the bot; without BOT_TOKEN, the playground in the browser
  work-notes-bot --help     show this
  work-notes-bot --version  show the version

Settings come from the environment and from .env in the current folder; .env.example explains each.
`;
const EXIT_BAD_USAGE = 2;

const problem = await runCommand(process.argv.slice(2));
if (problem !== undefined) {
  process.stderr.write(`${problem}\n\n${USAGE}`);
  process.exitCode = EXIT_BAD_USAGE;
}

/** Does what the arguments say; gives a sentence when they say nothing that can be done. */
async function runCommand(args: readonly string[]): Promise<string | undefined> {
  const parsed = readArguments(args);
  if (typeof parsed === 'string') return parsed;
  const [verb = 'start', ...rest] = parsed.positionals;
  if (parsed.values.help) process.stdout.write(USAGE);
  else if (parsed.values.version) process.stdout.write(`${version()}\n`);
  else if (verb !== 'start' || rest.length > 0) return `There is no command "${parsed.positionals.join(' ')}".`;
  else await import('./main.ts');
  return undefined;
}

function readArguments(args: readonly string[]) {
  try {
    const options = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function version(): string {
  const { version: found } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return String(found);
}
