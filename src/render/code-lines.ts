const MOST_COLUMNS = 12;
/** A line that ends or goes on with what the lines before it began: nobody looks for a beginning there. */
const GOES_ON = /^[ \t]*(?:[)\]}|&.,*/+-]|(?:end|fi|done|esac|else|elif|elsif|except|catch|finally|then|and|or)\b)/i;

/**
 * How deep in its code the line at `place` begins, in columns: 0 for one that a part may well begin with, up to 12 for
 * one far inside, or one that goes on with what came before.
 */
export function lineDepth(code: string, place: number): number {
  const line = code.slice(place, place + 200).split('\n', 1)[0] ?? '';
  if (line.trim() === '' || GOES_ON.test(line)) return MOST_COLUMNS;
  return Math.min(line.length - line.trimStart().length, MOST_COLUMNS);
}
