import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import type { DeliveryOptions } from './delivery/ports/options.ts';
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
  readonly delivery: DeliveryOptions;
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

const SECOND_MS = 1_000;
const UNITS_MS = { s: SECOND_MS, m: 60 * SECOND_MS, h: 3_600 * SECOND_MS, d: 86_400 * SECOND_MS } as const;
type Unit = keyof typeof UNITS_MS;
/** In milliseconds; a bare number counts `unit`s. */
const duration = (unit: Unit) =>
  z
    .string()
    .regex(/^\d{1,6}\s*[smhd]?$/)
    .transform((text) => Number.parseInt(text, 10) * UNITS_MS[(/[smhd]$/.exec(text)?.[0] ?? unit) as Unit]);

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
  ANNOUNCE_DELAY: duration('s').optional().describe('a time like 60 (seconds), 90s or 5m; 0 for none'),
  ANNOUNCE_MODE: z.enum(['auto', 'approve']).default('auto').describe('auto or approve; approve needs AUTHOR_IDS'),
  STALE_AFTER: duration('h').prefault('48').describe('a time like 48 (hours), 36h or 7d'),
  PUSHES_AT_ONCE: wholeNumber(1, 12).default(3).describe('a whole number of articles, 1 to 12'),
  SEND_RATE: wholeNumber(1, 1000).default(30).describe('a whole number of messages per second, 1 to 1000'),
  PAID_BROADCAST: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe('true or false'),
  UNSURE: z.enum(['resend', 'leave']).default('resend').describe('resend or leave'),
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

const DEFAULT_ANNOUNCE_DELAY_MS = 60 * SECOND_MS;
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
  const wrong = parsed.success
    ? conflictsIn(parsed.data)
    : new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  if (parsed.success && wrong.size === 0) return { ok: true, config: group(parsed.data), unknownNames: [] };
  const problems = names
    .filter((name) => wrong.has(name))
    .map((name) => ({
      name,
      found: SECRET_NAMES.includes(name) ? '(hidden)' : (values[name] ?? '(nothing)'),
      accepted: settings.shape[name as keyof typeof settings.shape].description ?? '',
    }));
  return { ok: false, problems };
}

/** Settings that are right by themselves and wrong together. In the playground there is always an author. */
function conflictsIn(values: z.output<typeof settings>): ReadonlySet<string> {
  const nobodyApproves = values.ANNOUNCE_MODE === 'approve' && values.AUTHOR_IDS.length === 0;
  return new Set(nobodyApproves && values.BOT_TOKEN !== undefined ? ['ANNOUNCE_MODE'] : []);
}

/**
 * Reads `.env` in the working folder, if there is one, under the process's environment, which wins; `given` wins over
 * both.
 */
export function loadConfig(given: Readonly<Record<string, string>> = {}): ConfigResult {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  const result = parseConfig({ ...file, ...process.env, ...given });
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
    delivery: {
      sendRate: values.SEND_RATE,
      paidBroadcast: values.PAID_BROADCAST,
      announceDelayMs: values.ANNOUNCE_DELAY ?? (values.BOT_TOKEN === undefined ? 0 : DEFAULT_ANNOUNCE_DELAY_MS),
      announceMode: values.ANNOUNCE_MODE,
      staleAfterMs: values.STALE_AFTER,
      pushesAtOnce: values.PUSHES_AT_ONCE,
      unsure: values.UNSURE,
    },
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
