import { scanWords, type Term } from './normalise.ts';
import type { Need } from './query.ts';

/** Pieces of a snippet in order; a hit is what the person asked for. */
export type Snippet = readonly { readonly text: string; readonly hit: boolean }[];

interface Hit {
  readonly start: number;
  readonly end: number;
  /** Which need it answers. */
  readonly need: number;
}

/** In UTF-16 code units, ellipses not counted. */
const LENGTH = 150;
const LEAD = 40;
// Of a book-length text no more is read for one snippet, or a page of results would hold up the process.
const READ_CHARACTERS = 100_000;
// How far a cut may move to find the end of a word.
const SLACK = 24;

/**
 * The stretch that answers most needs, from the first text in which one does; the beginning of the first text that
 * says anything when none does. Texts are given best first, with plain white space.
 */
export function makeSnippet(texts: readonly string[], needs: readonly Need[]): Snippet {
  const phrases = sortPhrases(needs);
  let best: Stretch | undefined;
  for (const text of texts) {
    const stretch = text === '' ? undefined : bestStretch(text, phrases, needs.length);
    if (stretch && (!best || stretch.answered > best.answered)) best = stretch;
    if (best?.answered === needs.length) break;
  }
  return best ? cut(best) : [];
}

interface Stretch {
  readonly text: string;
  readonly from: number;
  readonly answered: number;
  readonly hits: readonly Hit[];
}

/** Reads on only until some stretch answers everything. */
function bestStretch(text: string, phrases: SortedPhrases, needs: number): Stretch {
  const hits: Hit[] = [];
  let best = { from: 0, answered: new Set<number>() };
  let open: { from: number; answered: Set<number> }[] = [];
  for (const hit of findHits(text, phrases)) {
    if (best.answered.size === needs && hit.end > best.from + LENGTH) break;
    hits.push(hit);
    open = open.filter(({ from }) => hit.end <= from + LENGTH);
    open.push({ from: Math.max(0, hit.start - LEAD), answered: new Set() });
    for (const stretch of open) {
      stretch.answered.add(hit.need);
      if (stretch.answered.size > best.answered.size) best = stretch;
    }
  }
  return { text, from: best.from, answered: best.answered.size, hits };
}

interface NumberedPhrase {
  readonly need: number;
  readonly terms: readonly string[];
}

interface SortedPhrases {
  /** By their last term. */
  readonly whole: ReadonlyMap<string, NumberedPhrase[]>;
  readonly prefixes: readonly NumberedPhrase[];
}

function sortPhrases(needs: readonly Need[]): SortedPhrases {
  const all = needs.flatMap(({ phrases }, need) => phrases.map(({ terms, prefix }) => ({ need, terms, prefix })));
  return {
    whole: Map.groupBy(
      all.filter(({ prefix }) => !prefix),
      ({ terms }) => terms.at(-1) ?? '',
    ),
    prefixes: all.filter(({ prefix }) => prefix),
  };
}

/** Where a text answers needs, ordered by where each answer ends; they may overlap. */
function* findHits(text: string, { whole, prefixes }: SortedPhrases): Generator<Hit> {
  const pieces: Term[] = [];
  const endingWith = (term: string): readonly NumberedPhrase[] => {
    const begun = prefixes.filter(({ terms }) => term.startsWith(terms.at(-1) ?? ''));
    const exact = whole.get(term);
    return exact ? exact.concat(begun) : begun;
  };
  for (const word of scanWords(text.slice(0, READ_CHARACTERS))) {
    for (const piece of word.pieces) {
      pieces.push(piece);
      for (const { need, terms } of endingWith(piece.term)) {
        const first = pieces.length - terms.length;
        const before = terms.slice(0, -1);
        if (!before.every((term, index) => pieces[first + index]?.term === term)) continue;
        yield { start: pieces[first]?.start ?? piece.start, end: piece.end, need };
      }
    }
    for (const form of word.signed.concat(word.joined)) {
      for (const { need, terms } of endingWith(form.term)) {
        if (terms.length === 1) yield { start: form.start, end: form.end, need };
      }
    }
  }
}

function cut({ text, hits, from: wanted }: Stretch): Snippet {
  const latest = Math.max(0, text.length - LENGTH);
  const from = wordStart(text, Math.min(wanted, latest));
  const to = wordEnd(text, from + LENGTH);
  const pieces: { text: string; hit: boolean }[] = [];
  const push = (piece: string, hit: boolean) => {
    if (piece !== '') pieces.push({ text: piece, hit });
  };
  let at = from;
  if (from > 0) push('…', false);
  for (const hit of union(hits)) {
    if (hit.start < from || hit.end > to) continue;
    push(text.slice(at, hit.start), false);
    push(text.slice(hit.start, hit.end), true);
    at = hit.end;
  }
  // A full stop or comma before the mark of what is left out would read as a fourth dot.
  const end = text.slice(at, to);
  push(to < text.length ? `${end.replace(/[.,;:]+$/, '')}…` : end, false);
  return mergePlain(pieces);
}

/** Ranges that overlap or touch as one: `数据` and `据库` of `数据库`. */
function union(hits: readonly Hit[]): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  for (const { start, end } of hits.toSorted((a, b) => a.start - b.start)) {
    const last = ranges.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else ranges.push({ start, end });
  }
  return ranges;
}

function wordStart(text: string, from: number): number {
  if (from === 0) return 0;
  const space = text.slice(from - 1, from + SLACK).indexOf(' ');
  return space >= 0 ? from + space : insideCharacter(text, from) ? from + 1 : from;
}

function wordEnd(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.slice(to - SLACK, to + 1).lastIndexOf(' ');
  return space >= 0 ? to - SLACK + space : insideCharacter(text, to) ? to - 1 : to;
}

// Between the halves of a surrogate pair.
function insideCharacter(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text.charAt(at));
}

function mergePlain(pieces: readonly { text: string; hit: boolean }[]): Snippet {
  const merged: { text: string; hit: boolean }[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last && !last.hit && !piece.hit) last.text += piece.text;
    else merged.push({ ...piece });
  }
  return merged;
}
