import { scanWords } from '../analysis/scan-words.ts';

/** One word of a query, or two neighbouring characters of a run written without spaces. */
export interface QueryWord {
  readonly term: string;
  /** With the signs that belong to it, `c++`; asked for instead of `term` when some article has it. */
  readonly signed?: string;
  /** The words inside a name such as `useState`. */
  readonly parts: readonly string[];
  /** Only a sign such as `.` divides it from the word before, or nothing does. */
  readonly joined: boolean;
  readonly isPair: boolean;
  /** A word that may not be whole yet: the last one that was typed. */
  readonly isLast: boolean;
  /** Of a "quoted phrase": its number. */
  readonly phrase?: number;
  /** Its range in the text that was typed. */
  readonly start: number;
  readonly end: number;
}

/** What narrows a search without being looked for. */
export type Filter =
  | { readonly kind: 'tag'; readonly value: string }
  | { readonly kind: 'year'; readonly value: number }
  | { readonly kind: 'lang'; readonly value: string };

export interface Query {
  readonly words: readonly QueryWord[];
  /** The terms of all words in the order they were typed, repeated ones too. */
  readonly sequence: readonly string[];
  /** The distinct words that are searched for, as typed. */
  readonly typed: readonly string[];
  /** Distinct words left out because there were too many. */
  readonly ignoredWords: number;
  /** Word sequences that no hit may have. */
  readonly excluded: readonly (readonly string[])[];
  readonly filters: readonly Filter[];
}

/** What the index has; a filter that nothing could pass is no filter but words. */
export interface Known {
  tag(name: string): string | undefined;
  lang(code: string): boolean;
}

/** More words make a query slower and find nothing else. */
export const MAX_QUERY_WORDS = 16;
export const MAX_TERMS = 32;
// More is no question but a pasted text; its first words tell what it is about.
const MAX_QUERY_LENGTH = 1_000;
const QUOTES = /[“”„«»]/g;
const TOKEN = /(?<![^\s])(-?)"([^"]*)"|(?<![^\s])tag:"([^"]+)"|\S+/gu;
const FILTER = /^(tag|year|lang):(.+)$/iu;
const EXCLUDED = /^-(?=[\p{L}\p{N}#.])/u;

/** Reads what a person typed. Any text is accepted; what is no valid filter, phrase or exclusion is plain words. */
export function parseQuery(text: string, known: Known): Query {
  const typed = text.slice(0, MAX_QUERY_LENGTH).replace(QUOTES, '"');
  const filters: Filter[] = [];
  const excluded: string[][] = [];
  const words: QueryWord[] = [];
  let phrases = 0;
  const tokens = [...typed.matchAll(TOKEN)];
  for (const match of tokens) {
    const [token, minus, quoted, quotedTag] = match;
    const start = match.index;
    const filter = readFilter(quotedTag === undefined ? token : `tag:${quotedTag}`, known);
    if (filter) filters.push(filter);
    else if (quoted !== undefined && minus === '-') excluded.push(termsOf(quoted));
    else if (quoted !== undefined) words.push(...scanQuery(quoted, start + token.indexOf(quoted), phrases++));
    else if (EXCLUDED.test(token) && tokens.length > 1) excluded.push(termsOf(token.slice(1)));
    else words.push(...scanQuery(token, start));
  }
  return { ...chosen(words, typed), excluded: excluded.filter(({ length }) => length > 0), filters };
}

function readFilter(token: string, known: Known): Filter | undefined {
  if (token.startsWith('#') && token.length > 1) {
    const tag = known.tag(token.slice(1));
    return tag === undefined ? undefined : { kind: 'tag', value: tag };
  }
  const [, name, value = ''] = FILTER.exec(token) ?? [];
  switch (name?.toLowerCase()) {
    case 'tag': {
      const tag = known.tag(value);
      return tag === undefined ? undefined : { kind: 'tag', value: tag };
    }
    case 'year':
      return /^\d{4}$/.test(value) ? { kind: 'year', value: Number(value) } : undefined;
    case 'lang':
      return known.lang(value.toLowerCase()) ? { kind: 'lang', value: value.toLowerCase() } : undefined;
    default:
      return undefined;
  }
}

/** The terms of a text in reading order. */
export function termsOf(text: string): string[] {
  return scanQuery(text, 0).map(({ term, signed }) => signed ?? term);
}

/** The words of a text in reading order; `offset` is where the text stands in what was typed. */
export function scanQuery(text: string, offset: number, phrase?: number): QueryWord[] {
  const words: QueryWord[] = [];
  const common = { parts: [], isLast: false, ...(phrase === undefined ? {} : { phrase }) };
  scanWords(text, {
    word(term, start, end, joined) {
      words.push({ ...common, term, joined, isPair: false, start: offset + start, end: offset + end });
    },
    form(term, start, end) {
      const last = words.at(-1);
      if (!last) return;
      if (term.startsWith('.') || /[+#]$/.test(term)) {
        const from = Math.min(last.start, offset + start);
        words[words.length - 1] = { ...last, signed: term, start: from, end: Math.max(last.end, offset + end) };
      } else if (start >= last.start - offset && end - start < last.end - last.start) {
        words[words.length - 1] = { ...last, parts: [...last.parts, term] };
      }
    },
    pair(term, start, end, last) {
      const before = words.at(-1);
      const continues = before?.isPair === true && before.end > offset + start;
      // The last character stands alone only at the end of a run, so in a query it would forbid a longer run.
      if (last && continues) return;
      words.push({ ...common, term, joined: continues, isPair: true, start: offset + start, end: offset + end });
    },
  });
  return words;
}

function chosen(all: readonly QueryWord[], text: string): Pick<Query, 'words' | 'sequence' | 'typed' | 'ignoredWords'> {
  const groups: QueryWord[][] = [];
  for (const word of all) {
    const group = groups.at(-1);
    if (word.joined && group) group.push(word);
    else groups.push([word]);
  }
  const keyOf = (group: readonly QueryWord[]) => group.map(({ signed, term }) => signed ?? term).join(' ');
  const distinct = [...new Map(groups.toReversed().map((group) => [keyOf(group), group])).values()].reverse();
  const kept = distinct.slice(0, MAX_QUERY_WORDS);
  const terms = new Map<string, QueryWord>();
  for (const word of kept.flat()) if (!terms.has(word.signed ?? word.term)) terms.set(word.signed ?? word.term, word);
  const words = [...terms.values()].slice(0, MAX_TERMS);
  const last = all.at(-1);
  const lastKey = last && (last.signed ?? last.term);
  return {
    words: words.map((word) => ({
      ...word,
      isLast: (word.signed ?? word.term) === lastKey && word.phrase === undefined,
    })),
    sequence: all.slice(0, MAX_TERMS).map(({ term }) => term),
    typed: kept.map((group) => text.slice(group[0]?.start, group.at(-1)?.end)),
    ignoredWords: distinct.length - kept.length,
  };
}
