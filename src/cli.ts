#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { OutputClosedError, OutputFailedError } from './cli/output.ts';
import { UsageError } from './cli/usage-error.ts';

const USAGE = `work-notes-bot: a Telegram bot that delivers a blog's articles

  work-notes-bot [start]                 start the bot; without BOT_TOKEN, the playground in the browser
  work-notes-bot check [folder]          list what readers would stumble over, each with file and line
      --json                             one JSON object a line
  work-notes-bot render <file | folder>  print what readers would be sent, one JSON object a line and message
      --as rich | classic | plain        in which form (rich)
      --page <n>                         only that page
      --bot <name>                       the bot's user name, for links to other articles (work_notes_bot)
  work-notes-bot search <words>          print what readers would find
      --content <folder>                 in these articles; without it, those of the settings
      --json                             one JSON object a line
      --limit <n>                        at most so many (10)
      --serve                            answer {"id":1,"q":"words","k":10} from the input, line by line
  work-notes-bot --help                  show this
  work-notes-bot --version               show the version

Exit codes: 0 all is well; 1 check found an error, or a file could not be rendered; 2 the command was not understood.
Settings come from the environment and from .env in the current folder; .env.example explains each.
`;
const EXIT_FAILED = 1;
const EXIT_BAD_USAGE = 2;
const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  json: { type: 'boolean' },
  as: { type: 'string' },
  page: { type: 'string' },
  bot: { type: 'string' },
  content: { type: 'string' },
  limit: { type: 'string' },
  serve: { type: 'boolean' },
} as const;
const OPTIONS_OF: Readonly<Record<string, readonly string[]>> = {
  check: ['json'],
  render: ['as', 'page', 'bot'],
  search: ['content', 'json', 'limit', 'serve'],
};

try {
  process.exitCode = await runCommand(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    process.exitCode = EXIT_BAD_USAGE;
  } else if (error instanceof OutputFailedError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT_FAILED;
  } else if (!(error instanceof OutputClosedError)) {
    throw error;
  }
}

/** Does what the arguments say and gives the exit code; throws a UsageError when they say nothing that can be done. */
async function runCommand(args: readonly string[]): Promise<number> {
  const { verb, rest, values } = readArguments(args);
  if (values.help) return print(USAGE);
  if (values.version) return print(`${version()}\n`);
  if (verb === 'search') {
    const { runSearch } = await import('./cli/search-command.ts');
    const { content, limit, json = false, serve = false } = values;
    return runSearch({ words: rest.join(' '), content, limit, json, serve });
  }
  const [path, ...more] = rest;
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one word too many.`);
  // Each brings what it needs with it when it is asked for: `--help` should not wait for a database.
  switch (verb) {
    case 'start':
      if (path !== undefined) throw new UsageError(`"${path}" is one word too many.`);
      await import('./main.ts');
      return Number(process.exitCode ?? 0);
    case 'check':
      return (await import('./cli/check-command.ts')).runCheck({ folder: path, json: values.json === true });
    case 'render':
      return (await import('./cli/render-command.ts')).runRender({ ...values, path });
    default:
      throw new UsageError(`There is no command "${verb}".`);
  }
}

function readArguments(args: readonly string[]) {
  const { values, positionals } = parseArguments(args);
  const [verb = 'start', ...rest] = positionals;
  const known = ['help', 'version', ...(OPTIONS_OF[verb] ?? [])];
  const stranger = Object.keys(values).find((name) => !known.includes(name));
  if (stranger !== undefined) throw new UsageError(`"${verb}" has no option --${stranger}.`);
  return { verb, rest, values };
}

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function version(): string {
  const { version: found } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return String(found);
}
