import { dirname, join } from 'node:path';
import { type App, startApp } from './app/start-app.ts';
import { ForeignDatabaseError } from './bot/own-database.ts';
import { TokenRefusedError } from './bot/token-refused-error.ts';
import { type Config, formatProblems, loadConfig } from './config.ts';
import { createLogger, type Logger } from './log.ts';
import { AUTHOR, PERSONAS } from './playground/personas.ts';
import { createPlayground } from './playground/playground.ts';
import { publishSample } from './playground/samples.ts';
import { StoreError } from './store/store-error.ts';

// Docker kills at 10 s; leave it two.
const SHUTDOWN_GRACE_MS = 8_000;
const EXIT_FAILURE = 1;
const EXIT_BAD_SETTINGS = 2;

// Any number that no real bot has; it stands at the head of the playground's token, as at Telegram.
const PLAYGROUND_BOT_ID = 1;
const PLAYGROUND_TOKEN = `${PLAYGROUND_BOT_ID}:playground`;

const settings = loadConfig();
if (settings.ok) await run(settings.config, settings.unknownNames);
else {
  process.stderr.write(formatProblems(settings.problems));
  process.exitCode = EXIT_BAD_SETTINGS;
}

async function run(config: Config, unknownNames: readonly string[]): Promise<void> {
  const { token } = config.telegram;
  const log = createLogger({ level: config.logLevel, secrets: token === undefined ? [] : [token] });
  for (const name of unknownNames) log.warn('.env has a line that is no setting', { name });

  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());
  try {
    await (token === undefined
      ? runPlayground(config, log, stopping.signal)
      : runLive(config, token, log, stopping.signal));
  } catch (error) {
    explain(error, log);
    process.exitCode = EXIT_FAILURE;
  }
}

async function runLive(config: Config, token: string, log: Logger, stopping: AbortSignal): Promise<void> {
  const app = await startApp({ ...appOptions(config, log), token, apiRoot: config.telegram.apiRoot }, stopping);
  if (app === undefined) return;
  log.info('the bot is running', { bot: app.me.username });
  await untilEnd(app, stopping);
  log.info('the bot has stopped');
}

async function runPlayground(config: Config, log: Logger, stopping: AbortSignal): Promise<void> {
  let app: App | undefined;
  const playground = createPlayground({
    personas: PERSONAS,
    bot: { id: PLAYGROUND_BOT_ID, firstName: config.site.name, username: 'work_notes_bot' },
    token: PLAYGROUND_TOKEN,
    ...config.http,
    log,
    now: () => new Date(),
    statePath: join(dirname(config.databasePath), 'playground.json'),
    publishSample: async () => {
      const published = await publishSample({ folder: config.contentFolders[0] ?? 'content', now: () => new Date() });
      void app?.checkNow();
      return published;
    },
  });
  await playground.start();
  try {
    const options = { ...appOptions(config, log), authorIds: [...config.authorIds, AUTHOR.id] };
    app = await startApp({ ...options, token: PLAYGROUND_TOKEN, apiRoot: playground.apiRoot }, stopping);
    if (app === undefined) return;
    process.stdout.write(`${config.site.name} is ready to try at ${playground.url}\n`);
    await untilEnd(app, stopping);
  } finally {
    await playground.stop();
  }
}

function appOptions(config: Config, log: Logger) {
  const playground = { botId: PLAYGROUND_BOT_ID, personaIds: PERSONAS.map(({ id }) => id) };
  return { ...config, playground, log };
}

/** Runs until it is told to stop, or until the bot cannot go on. */
async function untilEnd(app: App, stopping: AbortSignal): Promise<void> {
  const told = new Promise<void>((resolve) => {
    if (stopping.aborted) resolve();
    stopping.addEventListener('abort', () => resolve(), { once: true });
  });
  try {
    await Promise.race([told, app.ended]);
  } finally {
    await app.stop(SHUTDOWN_GRACE_MS);
  }
}

/** Known troubles in a sentence, the others with all that helps to find them. */
function explain(error: unknown, log: Logger): void {
  const isKnown =
    error instanceof StoreError || error instanceof ForeignDatabaseError || error instanceof TokenRefusedError;
  if (isKnown) process.stderr.write(`${error.message}\n`);
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    process.stderr.write(
      'Another program listens on this HOST and PORT. Stop it, or set PORT to another number, or to 0.\n',
    );
  } else log.error('the bot cannot go on', { error });
}
