/** A text of somebody else's on one line: what an article says must not steer the terminal it is printed to. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
