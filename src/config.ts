import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { isCronExpression } from './jobs/cron-expression.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';

/** Everything an operator can set, checked and grouped by who needs it. */
export interface Config {
  readonly telegram: { readonly token: string | undefined; readonly apiRoot: string };
  /** Absolute, existing. */
  readonly contentFolders: readonly string[];
  readonly databasePath: string;
  readonly site: { readonly name: string; readonly url: string | undefined; readonly template: string };
  readonly authorIds: readonly number[];
  readonly checkSchedule: string;
  readonly timezone: string;
  readonly sendRate: number;
  readonly http: { readonly host: string; readonly port: number };
  readonly logLevel: LogLevel;
}

export interface SettingProblem {
  readonly name: string;
  readonly found: string;
  readonly accepted: string;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config; readonly unknownNames: readonly string[] }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] };

const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const folders = z
  .string()
  .transform((list) =>
    list
      .split(':')
      .filter((folder) => folder !== '')
      .map((folder) => resolve(folder)),
  )
  .refine((list) => list.length > 0 && list.every(isFolder));
const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max));
const userIds = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  )
  .pipe(z.array(wholeNumber(1, Number.MAX_SAFE_INTEGER)));

/** Every setting: its check, its default, and in `describe` what a refused value is told to be. */
export const settings = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[A-Za-z0-9_-]+$/)
    .optional()
    .describe('the token from @BotFather, like 123456789:AA…; leave it out for the playground'),
  TELEGRAM_API_ROOT: httpUrl.default('https://api.telegram.org').describe('an http(s) address of a Bot API server'),
  CONTENT_DIR: folders.prefault('content').describe('an existing folder, or several separated by ":"'),
  DATABASE_PATH: z.string().default('data/bot.db').describe('a path of a file'),
  SITE_NAME: z.string().max(60).default('Work Notes').describe('a name of at most 60 characters'),
  SITE_URL: httpUrl.optional().describe('an http(s) address, or nothing'),
  ARTICLE_URL_TEMPLATE: z
    .string()
    .regex(/\{(slug|id)\}/)
    .default('{site}/articles/{slug}')
    .describe('an address with {slug} or {id} in it, and {site} for SITE_URL'),
  AUTHOR_IDS: userIds.default([]).describe('Telegram user ids (whole numbers), separated by commas'),
  CHECK_SCHEDULE: z
    .string()
    .refine(isCronExpression)
    .default('* * * * *')
    .describe('a cron expression of five or six fields, like "*/5 * * * *"'),
  TIMEZONE: z.string().refine(isTimezone).default('UTC').describe('an IANA time zone, like Europe/Berlin'),
  SEND_RATE: wholeNumber(1, 1000).default(30).describe('a whole number of messages per second, 1 to 1000'),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/)
    .default('127.0.0.1')
    .describe('an address or host name to listen on'),
  PORT: wholeNumber(0, 65_535).default(8080).describe('a port number from 0 to 65535; 0 takes a free one'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default('info')
    .describe(`one of ${LOG_LEVELS.join(', ')}`),
});

const SECRET_NAMES: readonly string[] = ['BOT_TOKEN'];

/**
 * Checks settings given as environment variables; an empty value counts as absent.
 * Reports every problem at once, with secrets left out of what was found.
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): ConfigResult {
  const names = Object.keys(settings.shape);
  const given = names.flatMap((name) => {
    const value = environment[name]?.trim();
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  const values = Object.fromEntries(given);
  const parsed = settings.safeParse(values);
  if (parsed.success) return { ok: true, config: group(parsed.data), unknownNames: [] };
  const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  const problems = names
    .filter((name) => wrong.has(name))
    .map((name) => ({
      name,
      found: SECRET_NAMES.includes(name) ? '(hidden)' : (values[name] ?? '(nothing)'),
      accepted: settings.shape[name as keyof typeof settings.shape].description ?? '',
    }));
  return { ok: false, problems };
}

/** Reads `.env` in the working folder, if there is one, under the process's environment, which wins. */
export function loadConfig(): ConfigResult {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  const result = parseConfig({ ...file, ...process.env });
  if (!result.ok) return result;
  const known = Object.keys(settings.shape);
  return { ...result, unknownNames: Object.keys(file).filter((name) => !known.includes(name)) };
}

/** The list of problems as an operator reads it on the terminal. */
export function formatProblems(problems: readonly SettingProblem[]): string {
  const lines = problems.map(
    ({ name, found, accepted }) => `  ${name}\n    found:    ${found}\n    accepted: ${accepted}`,
  );
  const count = problems.length === 1 ? 'One setting is wrong' : `${problems.length} settings are wrong`;
  return `${count}; nothing was started.\n\n${lines.join('\n')}\n\nSettings come from the environment and from .env; .env.example explains each.\n`;
}

function group(values: z.output<typeof settings>): Config {
  return Object.freeze({
    telegram: { token: values.BOT_TOKEN, apiRoot: values.TELEGRAM_API_ROOT },
    contentFolders: values.CONTENT_DIR,
    databasePath: resolve(values.DATABASE_PATH),
    site: { name: values.SITE_NAME, url: values.SITE_URL, template: values.ARTICLE_URL_TEMPLATE },
    authorIds: values.AUTHOR_IDS,
    checkSchedule: values.CHECK_SCHEDULE,
    timezone: values.TIMEZONE,
    sendRate: values.SEND_RATE,
    http: { host: values.HOST, port: values.PORT },
    logLevel: values.LOG_LEVEL,
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    // Intl has no question form: an unknown zone is a RangeError.
    return false;
  }
}
