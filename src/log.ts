import { pino } from 'pino';

export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Plain facts about an event. Never a message text, never a whole Telegram object. */
export type LogFields = Readonly<Record<string, unknown>>;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Strings that must never be written, whatever they look like. */
  readonly secrets?: readonly string[];
  readonly write?: (line: string) => void;
}

// `<bot id>:<secret>`, which also stands in the addresses of API calls; real secrets have 35 characters.
const TOKEN = /\d{1,20}:[A-Za-z0-9_-]{30,}/g;
const REDACTED = '[bot token]';

/** Replaces the given secrets and everything that looks like a bot token. */
export function redactSecrets(text: string, secrets: readonly string[] = []): string {
  const known = secrets.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
  return known.replace(TOKEN, REDACTED);
}

/** A logger that writes one JSON line an event and redacts every line as a whole, so no field can leak. */
export function createLogger({ level, secrets = [], write = writeToStdout }: LoggerOptions): Logger {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { error: describeError } },
    { write: (line) => write(redactSecrets(line, secrets)) },
  );
  const at =
    (method: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}) =>
      logger[method](fields, message);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function writeToStdout(line: string): void {
  process.stdout.write(line);
}

/** Name, message, stack and causes of an error and nothing else it carries: grammY's errors hold whole updates. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
