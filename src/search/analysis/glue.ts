/** Words run together; numbers keep a point between them, or 1.10 and 11.0 would be the same version. */
export function glue(words: readonly string[]): string {
  return words.join(words.every((word) => /^\d+$/.test(word)) ? '.' : '');
}
