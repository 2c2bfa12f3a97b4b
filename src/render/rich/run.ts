import type { InputRichBlock, RichText, RichTextAnchor } from 'grammy/types';
import { isVisible } from '../formatted.ts';

/** Pieces of rich text in order; formats among them are never empty, and no two strings are neighbours. */
export type Run = RichText[];

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this looks for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Adds pieces to the end of a run. */
export function append(run: Run, pieces: readonly RichText[]): void {
  for (const piece of pieces) {
    const last = run.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') run[run.length - 1] = last + piece;
    else if (piece !== '') run.push(piece);
  }
}

/** Runs as one. */
export function concat(...runs: readonly (readonly RichText[])[]): Run {
  const all: Run = [];
  for (const run of runs) append(all, run);
  return all;
}

/** A run in its shortest form, as blocks and formats take it. */
export function textOf(run: Run): RichText {
  return run.length === 1 && run[0] !== undefined ? run[0] : run;
}

/** Whether a reader would see anything of it. */
export function hasWords(run: Run): boolean {
  return run.some((piece) => (typeof piece === 'string' ? isVisible(piece) : !isAnchor(piece)));
}

/** Puts a format around a run; one that shows nothing stays as it is, since Telegram refuses formats of nothing. */
export function wrap(run: Run, format: (text: RichText) => RichText): Run {
  return hasWords(run) ? [format(textOf(run))] : run;
}

/** Drops white space at both ends of a run. */
export function trimRun(run: Run): Run {
  const trimmed = [...run];
  for (let first = trimmed[0]; typeof first === 'string'; first = trimmed[0]) {
    trimmed[0] = first.trimStart();
    if (trimmed[0] !== '') break;
    trimmed.shift();
  }
  for (let last = trimmed.at(-1); typeof last === 'string'; last = trimmed.at(-1)) {
    trimmed[trimmed.length - 1] = last.trimEnd();
    if (trimmed.at(-1) !== '') break;
    trimmed.pop();
  }
  return trimmed;
}

/** A block around a run. Of one that shows nothing only its anchors stay, as blocks of their own. */
export function textBlocks(run: Run, block: (text: RichText) => InputRichBlock): InputRichBlock[] {
  if (hasWords(run)) return [block(textOf(trimRun(run)))];
  return anchorsOf(run);
}

/** The anchors of a run that shows nothing else; as blocks they look the same. */
export function anchorsOf(run: Run): RichTextAnchor[] {
  return run.filter(isAnchor);
}

/** Text without the control characters that Telegram refuses; line ends and tabs stay. */
export function cleaned(text: string): string {
  return text.replace(CONTROL, '');
}

function isAnchor(piece: RichText): piece is RichTextAnchor {
  return typeof piece === 'object' && 'type' in piece && piece.type === 'anchor';
}
