import { type Term, wordsOf } from './normalise.ts';
import type { Need, Phrase } from './query.ts';

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
// How far a cut may move to find the end of a word.
const SLACK = 24;

/**
 * The stretch that answers most needs, from the first text in which one does; the beginning of the first text that
 * says anything when none does. Texts are given best first, with plain white space.
 */
export function makeSnippet(texts: readonly string[], needs: readonly Need[]): Snippet {
  const candidates = texts.filter((text) => text !== '').map((text) => ({ text, hits: findHits(text, needs) }));
  let best: { text: string; hits: readonly Hit[]; from: number; answered: number } | undefined;
  for (const { text, hits } of candidates) {
    for (const window of windows(hits)) {
      if (!best || window.answered > best.answered) best = { text, hits, ...window };
    }
  }
  const chosen = best ?? (candidates[0] ? { ...candidates[0], from: 0 } : undefined);
  return chosen ? cut(chosen.text, chosen.hits, chosen.from) : [];
}

/** Where a text answers needs, in reading order, overlapping ranges included. */
export function findHits(text: string, needs: readonly Need[]): Hit[] {
  const words = wordsOf(text);
  const pieces = words.flatMap((word) => word.pieces);
  const others = words.flatMap((word) => [...word.signed, ...word.joined]);
  const hits = needs.flatMap(({ phrases }, need) =>
    phrases.flatMap((phrase) =>
      [...rangesOf(phrase, pieces), ...(phrase.terms.length === 1 ? rangesOf(phrase, others) : [])].map((range) => ({
        ...range,
        need,
      })),
    ),
  );
  return hits.sort((a, b) => a.start - b.start || b.end - a.end);
}

function rangesOf({ terms, prefix }: Phrase, pieces: readonly Term[]): { start: number; end: number }[] {
  const [first = ''] = terms;
  const isLast = (index: number) => index === terms.length - 1;
  const fits = (term: string | undefined, index: number) =>
    isLast(index) && prefix ? term?.startsWith(terms[index] ?? '') : term === terms[index];
  const ranges = [];
  for (const [at, piece] of pieces.entries()) {
    if (piece.term.charCodeAt(0) !== first.charCodeAt(0)) continue;
    if (!terms.every((_, index) => fits(pieces[at + index]?.term, index))) continue;
    ranges.push({ start: piece.start, end: pieces[at + terms.length - 1]?.end ?? piece.end });
  }
  return ranges;
}

/** For each hit, the window that begins a little before it and how many different needs it answers. */
function windows(hits: readonly Hit[]): { from: number; answered: number }[] {
  return hits.map((hit, index) => {
    const from = hit.start - LEAD;
    const needs = new Set<number>();
    for (let next = index; next < hits.length; next++) {
      const other = hits[next];
      if (!other || other.end > from + LENGTH) break;
      needs.add(other.need);
    }
    return { from, answered: needs.size };
  });
}

function cut(text: string, hits: readonly Hit[], wantedFrom: number): Snippet {
  const latest = Math.max(0, text.length - LENGTH);
  const from = wordStart(text, Math.min(Math.max(0, wantedFrom), latest));
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
  push(text.slice(at, to), false);
  if (to < text.length) push('…', false);
  return mergePlain(pieces);
}

/** Ranges that overlap or touch as one: `数据` and `据库` of `数据库`. */
function union(hits: readonly Hit[]): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  for (const { start, end } of hits) {
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
