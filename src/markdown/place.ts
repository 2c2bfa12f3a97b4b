/** The part of a node that says where it begins in the source: nothing when lines are not counted. */
export function placedAt(line: number | undefined): { readonly line?: number } {
  return line === undefined ? NOWHERE : { line };
}

const NOWHERE = {};

/** How many lines end between two places of a text. */
export function lineEnds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
