import matter from 'gray-matter';
import {
  FrontMatterError,
  type RawFields,
  type RawValue,
  readJson,
  readToml,
  readYaml,
} from './front-matter-engines.ts';

/** A file cut into its front matter and its Markdown. */
export interface FrontMatter {
  /** `undefined` when the file has no front matter block. */
  readonly fields: Readonly<Record<string, RawValue>> | undefined;
  /** Line in the file of each outermost field. */
  readonly lines: ReadonlyMap<string, number>;
  readonly body: string;
  /** Line of a second block of fields, which is left out of the body. */
  readonly secondBlockLine: number | undefined;
}

const OPENING = /^(---|\+\+\+)[ \t]*([A-Za-z][\w+#.-]*)?[ \t]*(?:\n|$)/;
const READERS: Readonly<Record<string, (source: string) => RawFields>> = {
  yaml: readYaml,
  yml: readYaml,
  toml: readToml,
  json: readJson,
};
// The names under which gray-matter would run the block as a program.
const PROGRAMS = ['javascript', 'js', 'coffee', 'coffeescript', 'cson'];

/**
 * Cuts `text` (no byte order mark, lines ending in `\n`) at its `---` (YAML, or the language named after the dashes)
 * or `+++` (TOML) delimiters, which may have spaces behind them. Throws a FrontMatterError when the block is never
 * closed, is broken, or is a program: front matter is never executed.
 */
export function splitFrontMatter(text: string): FrontMatter {
  const opening = OPENING.exec(text);
  if (opening === null) return withoutFrontMatter(text);
  const [head, delimiter = '---', named] = opening;
  const language = named?.toLowerCase() ?? (delimiter === '---' ? 'yaml' : 'toml');
  const closing = new RegExp(`^${delimiter.replaceAll('+', '\\+')}[ \\t]*(?:\\n|$)`, 'm').exec(text.slice(head.length));
  if (closing === null) return neverClosed(text, head, delimiter);
  if (!Object.hasOwn(READERS, language)) throw refusedLanguage(language);

  const block = text.slice(head.length, head.length + closing.index);
  const rest = text.slice(head.length + closing.index + closing[0].length);
  const { fields, lines } = readBlock(`${delimiter}\n${block}${delimiter}\n`, delimiter, language);
  // Dashes around a plain sentence are two rules of the text, not front matter.
  if (typeof fields === 'string') return withoutFrontMatter(text);
  if (fields !== null && Array.isArray(fields)) {
    throw new FrontMatterError('the front matter is a list', 1, 'Write one "name: value" a line.');
  }
  const { body, hadBlock } = dropSecondBlock(rest);
  const lineAfter = text.slice(0, text.length - rest.length).split('\n').length;
  return {
    fields: (fields ?? {}) as Readonly<Record<string, RawValue>>,
    lines,
    body,
    secondBlockLine: hadBlock ? lineAfter : undefined,
  };
}

function readBlock(source: string, delimiter: string, language: string): RawFields {
  let read: RawFields = { fields: null, lines: new Map() };
  const readWith = (reader: (source: string) => RawFields) => (inner: string) => {
    read = reader(inner);
    return {};
  };
  const refuse = () => {
    throw refusedLanguage(language);
  };
  const engines = {
    ...Object.fromEntries(PROGRAMS.map((name) => [name, refuse])),
    ...Object.fromEntries(Object.entries(READERS).map(([name, reader]) => [name, readWith(reader)])),
  };
  // With an options object gray-matter keeps no cache; with it, a broken block would read as empty the second time.
  matter(source, { delimiters: delimiter as never, language, engines });
  return read;
}

function withoutFrontMatter(text: string): FrontMatter {
  return { fields: undefined, lines: new Map(), body: text, secondBlockLine: undefined };
}

/** A rule at the top of a text looks like an opening delimiter; only fields below it make it one. */
function neverClosed(text: string, head: string, delimiter: string): FrontMatter {
  const looksLikeField = /^[\w.-]+\s*[:=]/.test(text.slice(head.length));
  if (!looksLikeField) return withoutFrontMatter(text);
  throw new FrontMatterError('the front matter is never closed', 1, `End it with a line that holds only ${delimiter}.`);
}

function refusedLanguage(language: string): FrontMatterError {
  const isProgram = PROGRAMS.includes(language);
  const what = isProgram ? 'is a program, and programs are not run' : 'is in a language that is not known here';
  return new FrontMatterError(
    `the front matter "${language}" ${what}`,
    1,
    'Write it as YAML between two lines of ---, or as TOML between two lines of +++.',
  );
}

/** Some generators leave a second block right below the first. It is no text: nothing but fields between two `---`. */
function dropSecondBlock(body: string): { body: string; hadBlock: boolean } {
  const match = /^\s*---[ \t]*\n((?:[ \t]*\n|[\w.-]+:(?:[ \t].*)?\n|[ \t]+\S.*\n|- .*\n)+?)---[ \t]*(?:\n|$)/.exec(
    body,
  );
  if (match === null || !/^[\w.-]+:/m.test(match[1] ?? '')) return { body, hadBlock: false };
  return { body: body.slice(match[0].length), hadBlock: true };
}
