import { element } from './element.ts';

const LIBRARY = '/page/highlight.min.js';
// What the library knows beyond its common languages and articles do use; each is a file of its own.
const FURTHER: ReadonlySet<string> = new Set(
  (
    'awk clojure cmake dart dockerfile elixir elm erlang fortran fsharp gherkin groovy haskell http julia latex ' +
    'lisp matlab nginx nix ocaml powershell prolog properties protobuf puppet scala scheme verilog vim'
  ).split(' '),
);
const NEAR_VIEW = '400px 0px';

interface Highlighter {
  getLanguage(name: string): object | undefined;
  registerLanguage(name: string, definition: unknown): void;
  highlight(code: string, options: { language: string; ignoreIllegals: boolean }): { readonly value: string };
}

let library: Promise<Highlighter> | undefined;
const waiting = new WeakMap<Element, string>();
const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      void highlight(target as HTMLElement, waiting.get(target) ?? '');
    }
  },
  { rootMargin: NEAR_VIEW },
);

/** Colours the code of an element when it is about to come into view; a language nobody knows stays as it is. */
export function highlightWhenSeen(code: HTMLElement, language: string): void {
  waiting.set(code, language.toLowerCase());
  observer.observe(code);
}

async function highlight(code: HTMLElement, language: string): Promise<void> {
  try {
    library ??= import(LIBRARY).then((module: { default: Highlighter }) => module.default);
    const highlighter = await library;
    if (!highlighter.getLanguage(language) && FURTHER.has(language)) {
      const { default: definition } = (await import(`/page/highlight-${language}.min.js`)) as { default: unknown };
      highlighter.registerLanguage(language, definition);
    }
    if (!highlighter.getLanguage(language)) return;
    const { value } = highlighter.highlight(code.textContent ?? '', { language, ignoreIllegals: true });
    code.replaceChildren(...colouredText(value));
  } catch (error) {
    // The code can be read without its colours.
    console.warn('Code is shown without colours.', error);
  }
}

/** Takes text and the classes of spans out of the library's HTML, and nothing else. */
function colouredText(html: string): Node[] {
  // Within `pre` the parser keeps all white space but the first line break.
  const parsed = new DOMParser().parseFromString(`<pre>\n${html}</pre>`, 'text/html');
  const copy = (node: Node): Node => {
    if (!(node instanceof HTMLElement)) return document.createTextNode(node.textContent ?? '');
    return element('span', { class: node.className }, ...[...node.childNodes].map(copy));
  };
  return [...(parsed.querySelector('pre')?.childNodes ?? [])].map(copy);
}
