// Tabs and line ends stay.
const CONTROLS = /[\p{Cc}--[\t\n\r]]/gv;
// Marks, embeddings, overrides and isolates too, which let out of a title would turn the list around it, and what has no
// width. Joiners (U+200C, U+200D) are not among them: Persian words and joined emoji need them.
const UNSEEN = /[[\p{Cc}--[\t\n\r]]\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad]/gv;

/** One line of text for a list or a button: no control or direction characters, single spaces, trimmed. */
export function plainLine(text: string): string {
  return text.replace(UNSEEN, '').replace(/\s+/gu, ' ').trim();
}

/** Drops control characters, NUL among them, that no reader can see; tabs and line ends stay. */
export function dropControls(text: string): string {
  return text.replace(CONTROLS, '');
}

/** For comparing what two lines say: case, accents, width and white space do not count. */
export function foldText(text: string): string {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mn}/gu, '');
  return plainLine(folded.normalize('NFKC'));
}
