import { parse as parseToml, TomlDate, TomlError } from 'smol-toml';
import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { explainYamlError, explainYamlFailure } from './yaml-errors.ts';

/** Front matter with every number and boolean as written in the file: `3.0` stays `3.0`, `010` stays `010`. */
export type RawValue = string | null | readonly RawValue[] | { readonly [key: string]: RawValue };

/** What a front matter block holds, and the line of each of its outermost keys, counted from the block's first. */
export interface RawFields {
  readonly fields: RawValue;
  readonly lines: ReadonlyMap<string, number>;
}

/** A front matter block that cannot be read; `line` counts from the line of its opening delimiter. */
export class FrontMatterError extends Error {
  override readonly name = 'FrontMatterError';
  readonly line: number;
  readonly remedy: string;

  constructor(message: string, line: number, remedy: string) {
    super(message);
    this.line = line;
    this.remedy = remedy;
  }
}

/** Reads YAML 1.2, where dates stay as written and a field that stands twice is an error. */
export function readYaml(source: string): RawFields {
  const lineCounter = new LineCounter();
  const lineOf = (place: number) => lineCounter.linePos(place).line;
  // The reader compares each key with all others, which takes minutes for a block of many thousand; see linesOfFields.
  const document = parseDocument(source, { lineCounter, prettyErrors: false, logLevel: 'error', uniqueKeys: false });
  const lines = linesOfFields(document, lineOf);
  const [error] = document.errors;
  if (error !== undefined) {
    const { message, remedy, unclosed } = explainYamlError(error.code, error.message);
    const line = (unclosed && [...lines.values()].at(-1)) || lineOf(error.pos[0]);
    throw new FrontMatterError(`the YAML cannot be read: ${message}`, line, remedy);
  }
  visit(document, {
    Scalar(_key, node) {
      if (node.value !== null && typeof node.value !== 'string') node.value = node.source ?? String(node.value);
      // `!important rules` is a text that begins with an exclamation mark, not a value of a type of its own.
      if (node.tag?.startsWith('!')) node.value = `${node.tag} ${node.source ?? ''}`;
    },
  });
  try {
    return { fields: asWritten(document.toJS()), lines };
  } catch (failure) {
    const { message, remedy } = explainYamlFailure(failure);
    throw new FrontMatterError(`the YAML cannot be read: ${message}`, lineOf(firstAlias(document)), remedy);
  }
}

function linesOfFields(document: Document, lineOf: (place: number) => number): Map<string, number> {
  const lines = new Map<string, number>();
  if (!isMap(document.contents)) return lines;
  for (const { key } of document.contents.items) {
    if (!isScalar(key) || !key.range) continue;
    const name = String(key.value);
    const line = lineOf(key.range[0]);
    if (lines.has(name)) throw new FrontMatterError(`the field "${name}" stands twice`, line, 'Keep one of the two.');
    lines.set(name, line);
  }
  return lines;
}

/** Where the first `*name` without a value stands; the start of the block when all have one. */
function firstAlias(document: Document): number {
  const given = new Set<string>();
  let place = 0;
  visit(document, {
    Node: (_key, node) => void ('anchor' in node && node.anchor !== undefined && given.add(node.anchor)),
    Alias(_key, node) {
      if (given.has(node.source)) return undefined;
      place = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return place;
}

/** Reads TOML; dates keep the zone they are written with, or none. */
export function readToml(source: string): RawFields {
  try {
    const toml = parseToml(quoteDates(source), { integersAsBigInt: 'asNeeded' });
    return { fields: asWritten(toml), lines: linesOfKeys(source) };
  } catch (error) {
    const line = error instanceof TomlError ? error.line : 1;
    throw new FrontMatterError(
      `the TOML cannot be read: ${reasonOf(error)}`,
      line,
      'Correct this line; text stands in quotes, a date as 2025-01-31.',
    );
  }
}

/** Reads JSON. */
export function readJson(source: string): RawFields {
  try {
    return { fields: asWritten(JSON.parse(source)), lines: linesOfKeys(source) };
  } catch (error) {
    const position = Number(/position (\d+)/.exec(messageOf(error))?.[1] ?? 0);
    const line = source.slice(0, position).split('\n').length;
    throw new FrontMatterError(
      `the JSON cannot be read: ${reasonOf(error)}`,
      line,
      'Correct the JSON, or write the front matter as YAML.',
    );
  }
}

// The TOML reader turns the 30th of February into the 2nd of March; as text it reaches the date check as written.
function quoteDates(source: string): string {
  return source.replace(
    /^([ \t]*[\w."'-]+[ \t]*=[ \t]*)(\d{4}-\d{2}-\d{2}[^\s#]*(?: \d{2}:[^\s#]*)?)(?=[ \t]*(?:#.*)?$)/gm,
    '$1"$2"',
  );
}

// TOML and JSON readers tell no positions; the first line that begins with the key is its own in all but odd files.
function linesOfKeys(source: string): Map<string, number> {
  const lines = new Map<string, number>();
  for (const [index, line] of source.split('\n').entries()) {
    const key = /^[\s{]*(?:"([^"]+)"|'([^']+)'|([\w.-]+))\s*[=:]/.exec(line);
    const name = key?.[1] ?? key?.[2] ?? key?.[3];
    if (name !== undefined && !lines.has(name)) lines.set(name, index + 1);
  }
  return lines;
}

function asWritten(value: unknown): RawValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof TomlDate || value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(asWritten);
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asWritten(inner)]));
  }
  return String(value);
}

/** What a reader says of a fault, without the places and names that are its own. */
function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'values are nested too deeply';
  const [text = ''] = messageOf(error)
    .replace(/^Invalid TOML document: /, '')
    .split('\n', 1);
  if (/excessively nested/.test(text)) return 'values are nested too deeply';
  const plain = text
    .replace(/,? (?:after|in) JSON at position .*$|in JSON at position .*$/, '')
    .replace(/^[A-Z]/, (first) => first.toLowerCase());
  return /^unexpected token|is not valid JSON/.test(plain) ? 'a sign stands where it does not belong' : plain;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
