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

// A token is `<bot id>:<35 characters>`; in addresses it follows `/bot`. Older and test tokens are shorter.
const TOKEN = /\b\d{1,20}:[A-Za-z0-9_-]{16,}/g;

/** Replaces everything that looks like a bot token. */
export function redactToken(text: string): string {
  return text.replace(TOKEN, '[bot token]');
}

/** One JSON line an event; every line is searched for tokens before it is written. */
export function createLogger(level: LogLevel, write: (line: string) => void = defaultWrite): Logger {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { error: describeError } },
    { write: (line) => write(redactToken(line)) },
  );
  const at =
    (method: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}) =>
      logger[method](fields, message);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function defaultWrite(line: string): void {
  process.stdout.write(line);
}

/** Name, message, stack and causes of an error, and nothing else it may carry (grammY's errors hold whole updates). */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
