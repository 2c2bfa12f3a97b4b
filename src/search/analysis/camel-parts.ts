export interface NamePart {
  readonly text: string;
  readonly start: number;
}

// `HTTPServer2` is HTTP, Server and 2; a part of a word such as `iPhone` or `k8s` is too short to be asked for.
const PART = /\p{Lu}{2,}(?=\p{Lu}\p{Ll}|\d|$)|\p{Lu}?\p{Ll}+|\p{Lu}+|\d+/gu;
const LEAST_LENGTH = 2;

/** The words inside a name such as `useState` or `python3`; none when it is one word. */
export function camelParts(name: string): readonly NamePart[] {
  if (name.length < 4 || name.length > 64) return [];
  const parts = [...name.matchAll(PART)];
  if (parts.length < 2) return [];
  return parts.filter(([text]) => text.length >= LEAST_LENGTH).map((match) => ({ text: match[0], start: match.index }));
}
