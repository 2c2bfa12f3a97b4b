/**
 * Finding where JSX and `{…}` end without a JavaScript parser. A budget bounds all scans of one text together, so that a
 * text full of unclosed brackets takes time proportional to its length: once it is spent, nothing more is found.
 */
export interface Budget {
  characters: number;
}

const SCANS_PER_CHARACTER = 20;

/** The budget for scanning one text of `length` characters. */
export function createBudget(length: number): Budget {
  return { characters: 10_000 + SCANS_PER_CHARACTER * length };
}

/** The budget of one parse, which travels in markdown-it's `env`; without one nothing is found. */
export function budgetOf(env: { readonly [key: string]: unknown }): Budget {
  return (env.scanBudget as Budget | undefined) ?? { characters: 0 };
}

/** Given the place of a `{`, gives the place after its `}`. Strings, templates and comments inside may hold brackets. */
export function scanBraces(text: string, start: number, end: number, budget: Budget): number | undefined {
  let depth = 0;
  for (let at = start; at < end && budget.characters > 0; ) {
    const char = text[at] ?? '';
    if (char === '{') depth += 1;
    else if (char === '}') depth -= 1;
    const next = /["'`/]/.test(char) ? scanQuoted(text, at, end, budget) : at + 1;
    budget.characters -= next - at;
    at = next;
    if (depth === 0) return at;
  }
  return undefined;
}

const QUOTED: Readonly<Record<string, RegExp>> = {
  '"': /"(?:[^"\\\n]|\\.)*"/y,
  "'": /'(?:[^'\\\n]|\\.)*'/y,
  '`': /`(?:[^`\\]|\\[\s\S])*`/y,
  '/': /\/\*[\s\S]*?\*\//y,
};

/** After the string, template or comment that begins at `start`; after one character when none does or it never ends. */
function scanQuoted(text: string, start: number, end: number, budget: Budget): number {
  const quoted = QUOTED[text[start] ?? ''];
  if (quoted === undefined || (text[start] === '/' && text[start + 1] !== '*')) return start + 1;
  quoted.lastIndex = start;
  if (quoted.test(text) && quoted.lastIndex <= end) return quoted.lastIndex;
  // A search in vain went through the rest of the text.
  budget.characters -= end - start;
  return start + 1;
}

export interface JsxTag {
  readonly name: string;
  readonly closing: boolean;
  readonly selfClosing: boolean;
  /** Attributes whose value is a plain string. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Place after the tag's `>`. */
  readonly end: number;
}

/** The JSX tag that begins at `start`, if one does. */
export function scanTag(text: string, start: number, end: number, budget: Budget): JsxTag | undefined {
  const head = /<(?:(\/)\s*)?([A-Za-z_$][\w$.:-]*)?/y;
  head.lastIndex = start;
  const opened = head.exec(text);
  if (opened === null || budget.characters <= 0) return undefined;
  const name = opened[2] ?? '';
  // Without a name only the tags of a fragment are tags: `a < b and c > d` is none.
  if (name === '' && text[head.lastIndex] !== '>') return undefined;
  const attributes: Record<string, string> = {};
  const attribute = /\s*([A-Za-z_$][\w$:.-]*)?\s*(?:=\s*("[^"]*"|'[^']*'|(?=\{)))?/y;
  let at = head.lastIndex;
  while (at < end && budget.characters > 0) {
    const tail = /\s*(\/?)>/y;
    tail.lastIndex = at;
    const closed = tail.exec(text);
    if (closed !== null && tail.lastIndex <= end) {
      budget.characters -= tail.lastIndex - start;
      return { name, closing: opened[1] === '/', selfClosing: closed[1] === '/', attributes, end: tail.lastIndex };
    }
    attribute.lastIndex = at;
    const [whole = '', key, value] = attribute.exec(text) ?? [];
    at += whole.length;
    if (key !== undefined && value !== undefined && value !== '') attributes[key] = value.slice(1, -1);
    const expression = text[at] === '{' ? scanBraces(text, at, end, budget) : undefined;
    at = expression ?? at;
    budget.characters -= whole.length + 1;
    if (whole === '' && expression === undefined) return undefined;
  }
  return undefined;
}
