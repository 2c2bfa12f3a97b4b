import { element } from './element.ts';

// A quote is cut after three lines, see `.folded` in text.css; a line of a bubble holds about this many letters.
const FOLDED_LINES = 3;
const LETTERS_PER_LINE = 44;

/** A quote that shows its first lines until it is unfolded; `text` are the words of `inside`. */
export function foldedQuote(text: string, inside: readonly Node[], credit?: Node): HTMLElement {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LETTERS_PER_LINE)), 0);
  const long = lines > FOLDED_LINES;
  return element(
    'blockquote',
    { class: long ? 'quote folded' : 'quote', dir: 'auto' },
    element('div', { class: 'quote-text' }, ...inside),
    credit,
    long && element('button', { type: 'button', class: 'quote-toggle', 'aria-expanded': 'false' }, 'Show more'),
  );
}

/** Folds or unfolds the quote its button belongs to. */
export function toggleQuote(toggle: HTMLElement): void {
  const folded = toggle.closest('.quote')?.classList.toggle('folded') ?? false;
  toggle.ariaExpanded = String(!folded);
  toggle.textContent = folded ? 'Show more' : 'Show less';
}
