import type { InlineStyle } from './document.ts';
import type { Content } from './frame.ts';

const STYLES: Readonly<Record<string, InlineStyle>> = {
  b: 'strong',
  strong: 'strong',
  i: 'emphasis',
  em: 'emphasis',
  cite: 'emphasis',
  dfn: 'emphasis',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  del: 'strikethrough',
  strike: 'strikethrough',
  'tg-spoiler': 'spoiler',
  mark: 'mark',
  sub: 'subscript',
  sup: 'superscript',
};

const CONTENT: Readonly<Record<string, Content>> = {
  ...Object.fromEntries(Object.keys(STYLES).map((name) => [name, 'inlines'] as const)),
  ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'blocks'] as const)),
  a: 'inlines',
  span: 'inlines',
  'tg-button': 'inlines',
  p: 'inlines',
  blockquote: 'blocks',
  details: 'blocks',
  summary: 'blocks',
  footnote: 'blocks',
  ul: 'items',
  ol: 'items',
  li: 'blocks',
  table: 'rows',
  tr: 'cells',
  td: 'blocks',
  th: 'blocks',
  caption: 'blocks',
  dt: 'blocks',
  pre: 'text',
  code: 'text',
  kbd: 'text',
  samp: 'text',
  tt: 'text',
  'tg-math': 'text',
  'tg-math-block': 'text',
  // What stands inside is for those who cannot show the media; they are linked.
  media: 'nothing',
  script: 'nothing',
  style: 'nothing',
  svg: 'nothing',
  template: 'nothing',
};

const BLOCK_LEVEL = new Set(
  `p h1 h2 h3 h4 h5 h6 blockquote details summary footnote ul ol li table tr td th pre address article aside body center dd dir div dl
  dt fieldset figcaption figure footer form header html legend main menu nav optgroup option section video iframe media
  tg-math-block tg-document tg-map`.split(/\s+/),
);

/** What an element holds; `undefined` for one that is not kept itself, only what is inside it. */
export function contentOf(name: string): Content | undefined {
  return Object.hasOwn(CONTENT, name) ? CONTENT[name] : undefined;
}

/** The inline style that an element stands for, if any. */
export function styleOf(name: string): InlineStyle | undefined {
  return Object.hasOwn(STYLES, name) ? STYLES[name] : undefined;
}

/** Whether an element is one of h1 to h6. */
export function isHeading(name: string): boolean {
  return /^h[1-6]$/.test(name);
}

/** Whether an element ends the paragraph before it and begins a new one after it. */
export function isBlockLevel(name: string): boolean {
  return BLOCK_LEVEL.has(name);
}
