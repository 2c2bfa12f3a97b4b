import { scanWords } from './analysis/scan-words.ts';

/** Pieces of a snippet in order; a hit is what the person asked for. */
export type Snippet = readonly { readonly text: string; readonly hit: boolean }[];

interface Hit {
  readonly start: number;
  readonly end: number;
  /** Which need it answers, from 1. */
  readonly need: number;
}

/** In UTF-16 code units, ellipses not counted. */
const LENGTH = 150;
const LEAD = 40;
// How far a cut may move to find the end of a word.
const SLACK = 24;
const READ_AT_ONCE = 2_000;

/**
 * The stretch that answers most needs, from the first text in which one does; the beginning of the first text that
 * says anything when none does. Texts are given best first, with plain white space; `needFor` tells which need a term
 * answers, 0 for none. A text is not asked for when one before it has all.
 */
export function makeSnippet(texts: Iterable<string>, needFor: (term: string) => number, needs: number): Snippet {
  let best: Stretch | undefined;
  for (const text of texts) {
    const stretch = text === '' ? undefined : bestStretch(text, needFor, needs);
    if (stretch && (!best || stretch.answered > best.answered)) best = stretch;
    if (best && best.answered === needs) break;
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
function bestStretch(text: string, needFor: (term: string) => number, needs: number): Stretch {
  const hits: Hit[] = [];
  let best = { from: 0, answered: new Set<number>() };
  let open: { from: number; answered: Set<number> }[] = [];
  for (const hit of findHits(text, needFor)) {
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

/** Where a text answers needs, in reading order, a part of the text at a time. */
function* findHits(text: string, needFor: (term: string) => number): Generator<Hit> {
  for (let from = 0; from < text.length; ) {
    const space = text.indexOf(' ', from + READ_AT_ONCE);
    const to = space < 0 ? text.length : space;
    const hits: Hit[] = [];
    const offset = from;
    const take = (term: string, start: number, end: number) => {
      const need = needFor(term);
      if (need > 0) hits.push({ start: offset + start, end: offset + end, need });
    };
    scanWords(text.slice(from, to), { word: take, form: take, pair: take });
    yield* hits.sort((a, b) => a.end - b.end);
    from = to;
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
