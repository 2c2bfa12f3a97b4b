import { element } from './element.ts';

const LIBRARY = '/page/katex.min.js';

interface Typesetter {
  render(expression: string, into: HTMLElement, options: object): void;
}

let library: Promise<Typesetter> | undefined;

/** A formula in LaTeX: its source at first, set as MathML once the library is there. */
export function formula(expression: string, display: boolean): HTMLElement {
  const source = element('code', { class: 'formula-source', dir: 'ltr' }, expression);
  const place = element('span', { class: display ? 'formula formula-display' : 'formula', dir: 'ltr' }, source);
  void typeset(place, expression, display);
  return place;
}

async function typeset(place: HTMLElement, expression: string, display: boolean): Promise<void> {
  try {
    // The library is a classic script, which leaves its name with the window.
    library ??= import(LIBRARY).then(() => (globalThis as unknown as { katex: Typesetter }).katex);
    const katex = await library;
    const drawn = element('span');
    katex.render(expression, drawn, { displayMode: display, output: 'mathml', strict: 'ignore', throwOnError: true });
    place.replaceChildren(...drawn.childNodes);
  } catch (error) {
    // What cannot be set stands there as it was written.
    place.title = String((error as Error).message);
  }
}
