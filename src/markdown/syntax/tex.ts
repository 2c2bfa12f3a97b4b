import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

const MAX_LINES = 100;
const MAX_INLINE = 300;
const ENVIRONMENT = /^\\begin\{((?:equation|align|gather|multline|eqnarray|split|cases|array|[a-zA-Z]?matrix)\*?)\}/;

/** Teaches markdown-it TeX's own marks of maths, `\(…\)`, `\[…\]` and environments, where they clearly hold TeX. */
export function addTex(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'tex_block', texBlock, { alt: ['paragraph', 'blockquote', 'list'] });
  md.inline.ruler.before('escape', 'tex_inline', texInline);
}

function texBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const lineAt = (line: number) =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
  const first = lineAt(startLine);
  if (first[0] !== '\\') return false;
  const environment = ENVIRONMENT.exec(first)?.[1];
  if (environment === undefined && !first.startsWith('\\[')) return false;
  const close = environment === undefined ? '\\]' : `\\end{${environment}}`;
  const lines: string[] = [];
  for (let line = startLine; line < Math.min(endLine, startLine + MAX_LINES); line++) {
    const text = lineAt(line).trimEnd();
    if (text === '') return false;
    lines.push(text);
    const at = text.indexOf(close);
    if (at < 0) continue;
    if (at + close.length !== text.length) return false;
    const whole = lines.join('\n');
    const content = environment === undefined ? whole.slice(2, -2).trim() : whole;
    if (environment === undefined && !isTex(content)) return false;
    if (silent) return true;
    state.line = line + 1;
    const token = state.push('math_block', '', 0);
    token.content = content;
    token.map = [startLine, state.line];
    return true;
  }
  return false;
}

function texInline(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '\\' || /\w/.test(state.src[state.pos - 1] ?? ' ')) return false;
  const text = state.src.slice(state.pos, Math.min(state.posMax, state.pos + MAX_INLINE));
  // Where backslashes are taken away twice, authors write two of them.
  const found =
    /^(\\{1,2})\(((?:(?!\\[()])[^\n`])+?)\1\)/.exec(text) ?? /^(\\{1,2})\[((?:(?!\\[[\]])[^`])+?)\1\]/.exec(text);
  const content = found?.[2];
  if (found === null || content === undefined || !isTex(content)) return false;
  if (!silent) state.push('math_inline', '', 0).content = content.replace(/\s+/g, ' ').trim();
  state.pos += found[0].length;
  return true;
}

/** `\(see a_b\)` is prose with escaped brackets and `\[\w+\]` an expression: TeX has commands, or signs between short names. */
function isTex(content: string): boolean {
  if (/:\\|https?:/.test(content)) return false;
  if (/\\[A-Za-z]{2,}/.test(content)) return true;
  return (
    /(?:^|[^A-Za-z\d\\])[A-Za-z\d)}]\s*(?:[\^_][\w{(+-]|[=<>+*]\s*[\w({-])/.test(content) &&
    !/[A-Za-z]{3,}/.test(content)
  );
}
