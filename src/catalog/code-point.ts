/**
 * The code point of the character that begins at a place, which has two code units when it is above 0xffff. What
 * `text.codePointAt` should give, but V8 (13.6) compiles that so that, at the end of a slice, it reads on in the text
 * that was sliced.
 */
export function codePointAt(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if ((first & 0xfc00) !== 0xd800 || at + 1 === text.length) return first;
  const second = text.charCodeAt(at + 1);
  return (second & 0xfc00) === 0xdc00 ? 0x1_0000 + ((first & 0x3ff) << 10) + (second & 0x3ff) : first;
}
