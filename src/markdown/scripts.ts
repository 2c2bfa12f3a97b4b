import type { Inline } from './document.ts';

const RAISED = new Map([...'0123456789+-=()ni'].map((char, index) => [char, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ'][index] ?? char]));
const LOWERED = new Map([...'0123456789+-=()'].map((char, index) => [char, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][index] ?? char]));

/** Superscript text: raised characters where Unicode has them all (`2¹⁰` is not `210`), else the text as it is. */
export function raised(inlines: readonly Inline[]): readonly Inline[] {
  return shifted(inlines, RAISED);
}

/** Subscript text, in the same way. */
export function lowered(inlines: readonly Inline[]): readonly Inline[] {
  return shifted(inlines, LOWERED);
}

function shifted(inlines: readonly Inline[], characters: ReadonlyMap<string, string>): readonly Inline[] {
  if (!inlines.every((inline) => inline.type === 'text')) return inlines;
  const text = [...inlines.map((inline) => inline.text).join('')];
  if (!text.every((char) => characters.has(char))) return inlines;
  return [{ type: 'text', text: text.map((char) => characters.get(char)).join('') }];
}
