import type { Token } from 'markdown-it';
import type { DocumentBuilder } from './document-builder.ts';
import type { Attributes, Frame } from './frame.ts';
import { closeElement, feedHtml, openElement } from './html.ts';
import { addImage } from './media.ts';
import { placedAt } from './place.ts';

interface Feeding {
  readonly open?: (Frame | undefined)[];
  /** The line that the lines of these tokens are counted from; without it, lines are not looked at. */
  readonly firstLine?: number | undefined;
}

/**
 * Feeds markdown-it's tokens to the builder, the HTML among them included. `open` holds the elements that Markdown has
 * opened so far, for whoever feeds one text in several pieces.
 */
export function feedTokens(
  builder: DocumentBuilder,
  tokens: readonly Token[],
  { open = [], firstLine }: Feeding = {},
): void {
  for (const token of tokens) {
    if (firstLine !== undefined && token.map !== null) builder.at(firstLine + token.map[0]);
    if (token.nesting === 1) open.push(builder.open(elementOf(token), attributesOf(token), 'markdown'));
    else if (token.nesting === -1) builder.close(open.pop());
    else feedLeaf(builder, token);
  }
}

function elementOf(token: Token): string {
  if (token.type === 'footnote_reference_open') return 'footnote';
  return token.tag;
}

function attributesOf(token: Token): Attributes {
  const label = token.type === 'footnote_reference_open' ? { label: String(token.meta?.label) } : {};
  return { ...label, ...Object.fromEntries((token.attrs ?? []).map(([name, value]) => [name, String(value)])) };
}

function feedLeaf(builder: DocumentBuilder, token: Token): void {
  switch (token.type) {
    case 'inline':
      feedTokens(builder, token.children ?? [], { firstLine: builder.line() });
      return;
    case 'text':
      builder.text(token.content);
      return;
    case 'softbreak':
      builder.text(' ');
      return;
    case 'hardbreak':
      builder.inline({ type: 'break' });
      return;
    case 'code_inline':
      if (token.content !== '') builder.inline({ type: 'code', text: token.content });
      return;
    case 'fence':
    case 'code_block':
      feedCode(builder, token);
      return;
    case 'hr':
      builder.block({ type: 'rule' });
      return;
    case 'image':
      addImage(builder, attributesOf(token), altOf(token.children ?? []) || String(token.attrGet('title') ?? ''));
      return;
    case 'html_block':
      feedHtml(builder, token.content);
      builder.endRaw();
      builder.endLine();
      return;
    case 'html_inline':
      feedHtml(builder, token.content);
      return;
    case 'math_inline':
      builder.inline({ type: 'math', text: token.content });
      return;
    case 'math_block':
      builder.block({ type: 'math', text: token.content });
      return;
    case 'jsx_open':
      openElement(builder, token.tag, attributesOf(token));
      if (token.block) builder.endLine();
      return;
    case 'jsx_close':
      closeElement(builder, token.tag);
      return;
    case 'anchor':
      builder.anchor(token.content, true);
      return;
    case 'footnote_ref':
      builder.inline({ type: 'footnote-reference', label: String(Number(token.meta?.id) + 1) });
      return;
  }
}

function feedCode(builder: DocumentBuilder, token: Token): void {
  const text = token.content.replace(/\n$/, '');
  // Info strings carry more than the language: `js {1,3} title="x"`, `{.python}`, `ts:file.ts`.
  const language = /^\{?\.?([A-Za-z0-9][\w+#.-]*)(?!\w*=)/.exec(token.info.trim())?.[1];
  if (text.trim() === '') return;
  if (language === 'math') {
    builder.block({ type: 'math', text: text.trim() });
    return;
  }
  builder.block({ type: 'code', ...(language === undefined ? {} : { language }), text, ...placedAt(builder.line()) });
}

function altOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
      if (token.type === 'image') return altOf(token.children ?? []);
      return token.type === 'html_inline' ? '' : token.content;
    })
    .join('');
}
