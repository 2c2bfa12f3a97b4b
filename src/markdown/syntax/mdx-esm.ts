import type { MarkdownIt, StateBlock } from 'markdown-it';

const STATEMENT =
  /^(?:import\s*(?:["'{*]|[\w$]+\s*(?:,|from\b)|type\b)|export\s*(?:[{*]|(?:default|const|let|var|function|async|class|type|interface)\b))/;
// A statement with more lines than this is no statement.
const MAX_LINES = 300;

/** Drops ES imports and exports that begin a line at the top level. */
export function addEsm(md: MarkdownIt): void {
  md.block.ruler.before('table', 'mdx_esm', esm);
}

function esm(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (state.level > 0 || state.sCount[startLine] !== 0) return false;
  const lineAt = (line: number) => state.src.slice(state.bMarks[line], state.eMarks[line]);
  if (!STATEMENT.test(lineAt(startLine))) return false;
  if (silent) return true;
  state.line = statementEnd(lineAt, startLine, endLine);
  return true;
}

/** A statement goes on to the next blank line outside brackets; when brackets never balance, to the first blank line. */
function statementEnd(lineAt: (line: number) => string, startLine: number, endLine: number): number {
  let depth = 0;
  let firstBlank: number | undefined;
  const last = Math.min(endLine, startLine + MAX_LINES);
  for (let line = startLine; line < last; line++) {
    const text = lineAt(line);
    if (text.trim() === '') {
      if (depth <= 0) return line;
      firstBlank ??= line;
    }
    for (const char of text) {
      if ('([{'.includes(char)) depth += 1;
      else if (')]}'.includes(char)) depth -= 1;
    }
  }
  return depth <= 0 ? last : (firstBlank ?? last);
}
