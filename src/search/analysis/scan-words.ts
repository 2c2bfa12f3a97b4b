import { type Letters, scanLetters } from './scan-letters.ts';

/** Takes what `LetterSink` takes, each term as text: for queries and what is shown of an article. */
export interface WordSink {
  word(term: string, start: number, end: number, joined: boolean): void;
  form(term: string, start: number, end: number): void;
  pair(term: string, start: number, end: number, last: boolean): void;
}

/** Tells the sink every word of a text, in reading order. */
export function scanWords(text: string, sink: WordSink): void {
  // Most words are written as they are folded, or differ in what toLowerCase changes alone.
  const termAt = (letters: Letters, from: number, to: number, start: number, end: number) => {
    if (to - from === end - start && isWritten(text, start, letters, from, to)) return text.slice(start, end);
    return String.fromCharCode(...letters.subarray(from, to));
  };
  scanLetters(text, {
    word: (letters, from, to, start, end, joined) => {
      sink.word(termAt(letters, from, to, start, end), start, end, joined);
    },
    form: (letters, from, to, start, end) => sink.form(termAt(letters, from, to, start, end), start, end),
    pair: (letters, from, to, start, end, last) => sink.pair(termAt(letters, from, to, start, end), start, end, last),
  });
}

function isWritten(text: string, start: number, letters: Letters, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (letters[at] !== text.charCodeAt(start + at - from)) return false;
  return true;
}
