import { parse as parseToml, TomlDate, TomlError } from 'smol-toml';
import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';

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

/** Reads YAML 1.2, where dates stay as written and a key that stands twice is an error. */
export function readYaml(source: string): RawFields {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { lineCounter, prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) throw yamlError(error.code, error.message, lineCounter.linePos(error.pos[0]).line, source);
  visit(document, {
    Scalar(_key, node) {
      if (node.value !== null && typeof node.value !== 'string') node.value = node.source ?? String(node.value);
    },
  });
  const lines = new Map<string, number>();
  if (isMap(document.contents)) {
    for (const { key } of document.contents.items) {
      if (isScalar(key) && key.range) lines.set(String(key.value), lineCounter.linePos(key.range[0]).line);
    }
  }
  try {
    return { fields: asWritten(document.toJS()), lines };
  } catch (error) {
    throw new FrontMatterError(
      `the YAML cannot be read: ${messageOf(error)}`,
      1,
      'Put values that begin with * or & in quotes.',
    );
  }
}

/** Reads TOML; dates keep the zone they are written with, or none. */
export function readToml(source: string): RawFields {
  try {
    const toml = parseToml(quoteDates(source), { integersAsBigInt: 'asNeeded' });
    return { fields: asWritten(toml), lines: linesOfKeys(source) };
  } catch (error) {
    const line = error instanceof TomlError ? error.line : 1;
    const reason = messageOf(error).split('\n', 1)[0] ?? '';
    throw new FrontMatterError(
      `the TOML cannot be read: ${reason.replace(/^Invalid TOML document: /, '')}`,
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
      `the JSON cannot be read: ${messageOf(error)}`,
      line,
      'Correct the JSON, or write the front matter as YAML.',
    );
  }
}

function yamlError(code: string, message: string, line: number, source: string): FrontMatterError {
  if (code === 'DUPLICATE_KEY') {
    const key = source.split('\n')[line - 1]?.split(':', 1)[0]?.trim() ?? '';
    return new FrontMatterError(`the field "${key}" stands twice`, line, 'Keep one of the two.');
  }
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'BAD_SCALAR_START' || code === 'MULTILINE_IMPLICIT_KEY') {
    return new FrontMatterError(
      `the YAML cannot be read: ${message}`,
      line,
      'Put the value in quotes when it holds ": " or begins with a sign such as @, ` or %.',
    );
  }
  if (code === 'TAB_AS_INDENT') {
    return new FrontMatterError('a line is indented with a tab', line, 'Indent YAML with spaces.');
  }
  return new FrontMatterError(`the YAML cannot be read: ${message}`, line, 'Correct this line.');
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
