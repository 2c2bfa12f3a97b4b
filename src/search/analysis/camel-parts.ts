export interface NamePart {
  readonly text: string;
  readonly start: number;
}

// `HTTPServer2` is HTTP, Server and 2; a part of a word such as `iPhone` or `k8s` is too short to be asked for.
const PART = /\p{Lu}{2,}(?=\p{Lu}\p{Ll}|\d|$)|\p{Lu}?\p{Ll}+|\p{Lu}+|\d+/gu;
const LEAST_LENGTH = 2;
const LEAST_NAME = 4;
const MOST_NAME = 64;

/** The words inside a name such as `useState` or `python3`; none when it is one word. */
export function camelParts(name: string): readonly NamePart[] {
  if (name.length < LEAST_NAME || name.length > MOST_NAME) return [];
  const parts = [...name.matchAll(PART)];
  if (parts.length < 2) return [];
  return parts.filter(([text]) => text.length >= LEAST_LENGTH).map((match) => ({ text: match[0], start: match.index }));
}

/** The same for a name of Latin letters without accents and digits, of which an article of code has thousands. */
export function eachAsciiPart(
  text: string,
  start: number,
  end: number,
  take: (from: number, to: number) => void,
): void {
  if (end - start < LEAST_NAME || end - start > MOST_NAME) return;
  for (let from = start; from < end; ) {
    const to = endOfPart(text, from, end);
    if (to - from >= LEAST_LENGTH && to - from < end - start) take(from, to);
    from = to;
  }
}

function endOfPart(text: string, from: number, end: number): number {
  const shape = shapeOf(text.charCodeAt(from));
  let to = from + 1;
  while (to < end && shapeOf(text.charCodeAt(to)) === shape) to++;
  if (shape !== CAPITAL || to === end || shapeOf(text.charCodeAt(to)) === DIGIT) return to;
  // Small letters follow: the last capital is theirs, `HTTP` and `Server`; but two capitals are no word and a letter.
  const capitals = to - from;
  if (capitals === 2) return to;
  if (capitals > 2) return to - 1;
  while (to < end && shapeOf(text.charCodeAt(to)) === SMALL) to++;
  return to;
}

export const SMALL = 0;
export const CAPITAL = 1;
export const DIGIT = 2;

/** What a character is inside a name; all but capitals and digits of ASCII count as small. */
export function shapeOf(code: number): number {
  return code >= 65 && code <= 90 ? CAPITAL : code >= 48 && code <= 57 ? DIGIT : SMALL;
}
