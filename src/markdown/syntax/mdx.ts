import type { MarkdownIt } from 'markdown-it';
import { addEsm } from './mdx-esm.ts';
import { addExpressions } from './mdx-expression.ts';
import { addJsx } from './mdx-jsx.ts';

/** Teaches markdown-it what MDX adds, only to leave it out: imports and exports, JSX tags, comments. Nothing is evaluated. */
export function addMdx(md: MarkdownIt): void {
  // MDX has no indented code, since JSX is indented, and reads Markdown between tags that HTML would take raw.
  md.disable(['code', 'html_block']);
  addEsm(md);
  addExpressions(md);
  addJsx(md);
}
