import { fold } from '../normalise.ts';
import { kindAt, kindOf, lengthAt, MARK, OTHER, UNSPACED } from './character-kinds.ts';
import { FOLDS_LONG, foldedLetter } from './folded-letters.ts';
import type { LetterSink } from './scan-letters.ts';

// Two characters, each of one code or two; those that fold to more are told in full.
const pair = new Uint16Array(64);

/** Tells the sink the run written without spaces that begins here, and gives where it ends. */
export function scanPairs(text: string, start: number, sink: LetterSink): number {
  const { length } = text;
  let end = start;
  for (; end < length; end++) {
    const code = text.charCodeAt(end);
    if (kindOf(code) !== UNSPACED || foldedLetter(code) === FOLDS_LONG) break;
  }
  const kind = end < length ? kindAt(text, end) : OTHER;
  if (kind === UNSPACED || kind === MARK) return scanOddPairs(text, start, sink);
  pair[1] = foldedLetter(text.charCodeAt(start));
  for (let at = start; at + 1 < end; at++) {
    pair[0] = pair[1] as number;
    pair[1] = foldedLetter(text.charCodeAt(at + 1));
    sink.pair(pair, 0, 2, at, at + 2, false);
  }
  sink.pair(pair, 1, 2, end - 1, end, true);
  return end;
}

// With marks, and with characters outside the Basic Multilingual Plane, a run is folded as a whole.
function scanOddPairs(text: string, start: number, sink: LetterSink): number {
  const end = endOfRun(text, start);
  const folded = fold(text.slice(start, end));
  const isSameLength = folded.length === end - start;
  let at = 0;
  while (at < folded.length) {
    const middle = at + lengthAt(folded, at);
    const to = middle < folded.length ? middle + lengthAt(folded, middle) : middle;
    for (let from = at; from < to; from++) pair[from - at] = folded.charCodeAt(from);
    const isLast = middle === folded.length;
    if (isSameLength) sink.pair(pair, 0, to - at, start + at, start + to, isLast);
    else sink.pair(pair, 0, to - at, start, end, isLast);
    at = middle;
  }
  return end;
}

function endOfRun(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const kind = kindAt(text, at);
    if (kind !== UNSPACED && kind !== MARK) break;
    at += lengthAt(text, at);
  }
  return at;
}
