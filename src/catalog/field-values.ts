import { z } from 'zod';
import type { RawValue } from './front-matter-engines.ts';
import { parseDate } from './parse-date.ts';
import { plainLine } from './plain-line.ts';

/** Refusals speak to the author: what was found, then what to write. */
const refuse = (context: z.RefinementCtx, found: string, remedy: string): typeof z.NEVER => {
  context.addIssue({ code: 'custom', message: found, params: { remedy } });
  return z.NEVER;
};

const raw = z.custom<RawValue>(() => true);
type RawObject = { readonly [key: string]: RawValue };

// Deeper than people nest lists, and no depth that a hostile file could choose.
const MAX_NESTED_LISTS = 3;

/** A list or a comma string of tags, or objects that name one; empty items are dropped, the rest shown as written. */
export const tagNames = raw.transform((value, context): readonly string[] => {
  const items = Array.isArray(value) ? (value as readonly RawValue[]).flat(MAX_NESTED_LISTS) : [value];
  const names = (items as readonly RawValue[]).flatMap((item) => {
    if (item === null) return [];
    // Only a string of its own is split: in a list the author has drawn the borders already.
    if (typeof item === 'string') return Array.isArray(value) ? [item] : item.split(/[,;，、]/u);
    const named = isObject(item) ? firstText(item, ['name', 'title', 'slug', 'label', 'value']) : undefined;
    return named === undefined ? [undefined] : [named];
  });
  if (names.includes(undefined)) {
    return refuse(context, 'one of them is no name', 'Write tags as a list of names: [css, web development].');
  }
  const clean = names.map((name) => plainLine(name ?? '').replace(/^#(?=[\p{L}\p{N}])/u, ''));
  return [...new Set(clean.filter((name) => !/^#*$/.test(name)))];
});

export const instant = raw.transform((value, context): Date => {
  const date = typeof value === 'string' ? parseDate(value) : undefined;
  return date ?? refuse(context, `${show(value)} is no date`, 'Write it as 2025-01-31, or 2025-01-31T09:30:00Z.');
});

export const line = raw.transform((value, context): string =>
  typeof value === 'string'
    ? plainLine(value)
    : refuse(context, `${show(value)} is not a line of text`, 'Write it as text, in quotes if need be.'),
);

/** Text that may span lines and hold Markdown. */
export const text = raw.transform((value, context): string =>
  typeof value === 'string' ? value.trim() : refuse(context, `${show(value)} is not text`, 'Write it as text.'),
);

const YES = new Set(['true', 'yes', 'on', 'y', '1']);
const NO = new Set(['false', 'no', 'off', 'n', '0']);

export const flag = raw.transform((value, context): boolean => {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  return refuse(context, `${show(value)} is neither true nor false`, 'Write true or false.');
});

/** `7`, `6.4`, `7 min read`, or an object with `minutes`; whole minutes, at least one. */
export const minutes = raw.transform((value, context): number => {
  const given = isObject(value) ? (firstText(value, ['minutes', 'time', 'text']) ?? null) : value;
  const amount =
    typeof given === 'string' ? /^\s*(\d{1,4}(?:\.\d+)?)\s*(?:m|min|mins|minutes?)?\b/i.exec(given)?.[1] : undefined;
  if (amount === undefined || Number(amount) > 1440) {
    return refuse(
      context,
      `${show(value)} is no number of minutes`,
      'Write whole minutes, such as 7, or leave it out.',
    );
  }
  return Math.max(1, Math.round(Number(amount)));
});

/** Everything that could be the picture, best first: a text, a list of such, or an object that holds one. */
export const coverCandidates = raw.transform((value): readonly string[] => candidates(value, 0));

function candidates(value: RawValue, depth: number): readonly string[] {
  if (value === null || depth > 3) return [];
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (Array.isArray(value)) return value.flatMap((item: RawValue) => candidates(item, depth + 1));
  const names = [
    'src',
    'url',
    'path',
    'image',
    'file',
    'filename',
    'publicURL',
    'relative',
    'original',
    'feature',
    'large',
  ];
  return names.flatMap((name) => candidates((value as RawObject)[name] ?? null, depth + 1));
}

/** An http(s) address, or a path on the site, told apart by `://`. */
export const address = raw.transform((value, context): { url: string } | { path: string } => {
  const given = typeof value === 'string' ? value.trim() : '';
  const url = given.startsWith('//') ? `https:${given}` : given;
  if (/^https?:\/\/\S+$/i.test(url) && URL.canParse(url)) return { url };
  // Templates such as `/:year/:title/` say how a site builds its paths, not what the path is.
  const isPath = given !== '' && !/[:{}<>"\\\s]/.test(given);
  if (isPath) return { path: given.replace(/[?#].*$/, '').replace(/\.html?$/i, '') };
  return refuse(context, `${show(value)} is no address`, 'Write a full address: https://example.org/my-article.');
});

/** Slashes are allowed, unsafe signs are not kept: white space becomes `-`, `.` and `..` between slashes vanish. */
export const slug = raw.transform((value, context): string => {
  const cleaned = typeof value === 'string' ? cleanSlug(value) : '';
  if (cleaned !== '') return cleaned;
  return refuse(context, `${show(value)} is no slug`, 'Write a short name such as my-article, or leave it out.');
});

// Nothing in these is to be cleaned.
const CLEAN_SLUG = /^[\w-]+(?:[./][\w-]+)*$/;

/** A slug out of any text; empty when nothing is left. */
export function cleanSlug(value: string): string {
  if (CLEAN_SLUG.test(value)) return value;
  const segments = plainLine(value)
    .normalize('NFC')
    .replace(/[?#\\]/gu, '')
    .split('/');
  const kept = segments.map((segment) => segment.trim().replace(/\s+/gu, '-'));
  return kept.filter((segment) => !/^\.{0,2}$/.test(segment)).join('/');
}

/** A language tag in its usual spelling: `pt_br` → `pt-BR`. */
export const language = raw.transform((value, context): string => {
  const given = typeof value === 'string' ? value.trim().replaceAll('_', '-') : '';
  try {
    const [canonical] = Intl.getCanonicalLocales(given);
    if (canonical !== undefined) return canonical;
  } catch {
    // Not a language tag: refused below, like a value of another type.
  }
  return refuse(context, `${show(value)} is no language`, 'Write a language code such as en or pt-BR.');
});

/** A name, or an object or list that holds one. */
export const seriesName = raw.transform((value, context): string => {
  const [first = null] = Array.isArray(value) ? (value as readonly RawValue[]) : [value];
  const name = isObject(first) ? firstText(first, ['name', 'title', 'slug', 'id']) : first;
  if (typeof name === 'string') return plainLine(name);
  return refuse(context, `${show(value)} is no name of a series`, 'Write the name of the series.');
});

/** The number of a part, also in words such as "Part 2". */
export const partNumber = raw.transform((value, context): number => {
  const digits = typeof value === 'string' ? /^\D*(\d{1,4}(?:\.\d{1,2})?)\D*$/u.exec(value.trim())?.[1] : undefined;
  if (digits !== undefined) return Number(digits);
  return refuse(context, `${show(value)} is no number of a part`, 'Write a number such as 2.');
});

/** A raw value for a message to the author, cut short. */
export function show(value: RawValue): string {
  if (value === null) return 'nothing';
  if (typeof value !== 'string') return Array.isArray(value) ? 'a list' : 'a group of fields';
  const short = plainLine(value.slice(0, 1_000));
  return `"${short.length > 60 ? `${[...short].slice(0, 59).join('')}…` : short}"`;
}

export function isObject(value: RawValue): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstText(value: RawObject, names: readonly string[]): string | undefined {
  const texts = names.map((name) => value[name]);
  return texts.find((item): item is string => typeof item === 'string' && item.trim() !== '');
}
