import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

// A longer "formula" is two stray marks with prose between them.
const MAX_LINES = 100;
const MAX_INLINE = 300;

/** Teaches markdown-it `$$` blocks, and `$…$` where it can hardly be money or a shell variable. */
export function addMath(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'math_block', mathBlock, { alt: ['paragraph', 'blockquote', 'list'] });
  md.inline.ruler.after('escape', 'math_inline', mathInline);
}

function mathBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const lineAt = (line: number) =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
  const first = lineAt(startLine);
  if (!first.startsWith('$$')) return false;
  const closedAt = findClosing(first, lineAt, startLine, lastLine(state, startLine, endLine));
  if (closedAt === undefined) return false;
  if (silent) return true;
  const lines = [first.slice(2)];
  for (let line = startLine + 1; line <= closedAt; line++) lines.push(lineAt(line));
  const text = lines.join('\n').trimEnd().slice(0, -2).trim();
  state.line = closedAt + 1;
  const token = state.push('math_block', '', 0);
  token.content = text;
  token.map = [startLine, state.line];
  return true;
}

/** Where the search for the end stops: a line that is less indented stands outside the list or note that this one is in. */
function lastLine(state: StateBlock, startLine: number, endLine: number): number {
  const most = Math.min(endLine, startLine + MAX_LINES);
  let line = startLine + 1;
  while (line < most && (state.isEmpty(line) || (state.sCount[line] ?? 0) >= state.blkIndent)) line += 1;
  return line;
}

function findClosing(first: string, lineAt: (line: number) => string, start: number, end: number): number | undefined {
  const rest = first.slice(2).trimEnd();
  if (rest.length > 2 && rest.endsWith('$$') && rest.indexOf('$$') === rest.length - 2) return start;
  if (rest.includes('$$')) return undefined;
  for (let line = start + 1; line < end; line++) {
    const text = lineAt(line).trimEnd();
    if (text.endsWith('$$')) return line;
    if (text === '' && rest !== '') return undefined;
  }
  return undefined;
}

function mathInline(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '$') return false;
  const text = state.src.slice(state.pos, Math.min(state.posMax, state.pos + MAX_INLINE));
  const found =
    /^\$`([^`\n]+)`\$/.exec(text) ?? /^\$\$([^$\n]+)\$\$(?!\$)/.exec(text) ?? /^\$([^$\n]+)\$(?![\w${])/.exec(text);
  const content = found?.[1];
  if (found === null || content === undefined) return false;
  const before = state.src[state.pos - 1] ?? ' ';
  if (!'$`'.includes(found[0][1] ?? '') && (/[\w$]/.test(before) || !isFormula(content))) return false;
  if (!silent) state.push('math_inline', '', 0).content = content.trim();
  state.pos += found[0].length;
  return true;
}

/** "$5 and 10$" is money and "$HOME/x$" a path: a formula is a lone name or uses TeX's or algebra's signs. */
function isFormula(content: string): boolean {
  if (/^[\s{\d.,]*$|^[\s{]|\s$|`/.test(content)) return false;
  if (/^[A-Za-z]\w?'?$|^[A-Za-z]\([^()]*\)$/.test(content)) return true;
  return (
    /\\[A-Za-z]|[\^_]|[A-Za-z)\d]\s*[=<>+*/-]\s*[A-Za-z(\d\\]/.test(content) &&
    !/[A-Za-z]{3,}\s+[A-Za-z]{2,}/.test(content)
  );
}
