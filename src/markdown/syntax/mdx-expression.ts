import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { budgetOf, scanBraces } from './scan-jsx.ts';

/** Drops `{/* comments}`, shows string literals as their text and every other `{expression}` as code. */
export function addExpressions(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'mdx_expression', expressionBlock, { alt: ['paragraph', 'blockquote', 'list'] });
  md.inline.ruler.after('backticks', 'mdx_expression', expressionInline);
}

function expressionBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (state.src[start] !== '{') return false;
  const limit = state.eMarks[endLine - 1] ?? state.src.length;
  const end = scanBraces(state.src, start, limit, budgetOf(state.env));
  if (end === undefined) return false;
  const line = lineHolding(state, end - 1, startLine);
  if (state.src.slice(end, state.eMarks[line]).trim() !== '') return false;
  if (silent) return true;
  state.line = line + 1;
  const shown = shownText(state.src.slice(start, end));
  if (shown === undefined) return true;
  const token = state.push(shown.type === 'code' ? 'fence' : 'text', '', 0);
  token.content = shown.text;
  token.map = [startLine, state.line];
  return true;
}

/** The line of a place in the text, counted from `from`. */
export function lineHolding(state: StateBlock, place: number, from: number): number {
  let line = from;
  while (line < state.lineMax - 1 && (state.eMarks[line] ?? 0) < place) line += 1;
  return line;
}

function expressionInline(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '{') return false;
  const end = scanBraces(state.src, state.pos, state.posMax, budgetOf(state.env));
  if (end === undefined) return false;
  const shown = shownText(state.src.slice(state.pos, end));
  if (!silent && shown !== undefined) {
    state.push(shown.type === 'code' ? 'code_inline' : 'text', '', 0).content = shown.text;
  }
  state.pos = end;
  return true;
}

interface Shown {
  readonly type: 'code' | 'text';
  readonly text: string;
}

function shownText(expression: string): Shown | undefined {
  const inner = expression.slice(1, -1).trim();
  if (inner === '' || (inner.startsWith('/*') && inner.indexOf('*/') === inner.length - 2)) return undefined;
  const literal = /^(["'`])([^"'`\\$]*)\1$/.exec(inner)?.[2];
  return literal === undefined ? { type: 'code', text: expression } : { type: 'text', text: literal };
}
