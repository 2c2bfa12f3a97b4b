import type { MarkdownIt, StateBlock, Token } from 'markdown-it';

/** Teaches markdown-it definition lists: the lines above a line that begins with `: ` are terms, the line is a paragraph. */
export function addDefinitions(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'definition', definition, { alt: ['paragraph'] });
}

function definition(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (state.src[start] !== ':' || !/[ \t]/.test(state.src[start + 1] ?? '')) return false;
  if (state.src.slice(start + 1, state.eMarks[startLine]).trim() === '') return false;
  if (silent) return true;
  const terms = termsBefore(state, startLine);
  if (terms === undefined) return false;
  let line = startLine + 1;
  while (line < endLine && continues(state, line, endLine)) line += 1;
  for (const inline of terms) embolden(state, inline);
  state.line = line;
  const open = state.push('definition_open', 'p', 1);
  open.map = [startLine, line];
  const inline = state.push('inline', '', 0);
  inline.content = state
    .getLines(startLine, line, state.blkIndent, false)
    .trim()
    .replace(/^:[ \t]+/, '');
  inline.map = [startLine, line];
  inline.children = [];
  state.push('definition_close', 'p', -1);
  return true;
}

/** The paragraph right before, whose lines are terms; none after another definition, and `undefined` when neither is there. */
function termsBefore(state: StateBlock, line: number): readonly Token[] | undefined {
  const close = state.tokens.at(-1);
  const inline = state.tokens.at(-2);
  if (inline?.type !== 'inline' || inline.level !== state.level + 1) return undefined;
  if (close?.type === 'definition_close') return [];
  const near = (inline.map?.[1] ?? 0) >= line - 1;
  return close?.type === 'paragraph_close' && near ? [inline] : undefined;
}

function continues(state: StateBlock, line: number, endLine: number): boolean {
  if (state.isEmpty(line) || (state.sCount[line] ?? 0) < state.blkIndent) return false;
  if (state.src[(state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)] === ':') return false;
  return !state.md.block.ruler.getRules('paragraph').some((rule) => rule(state, line, endLine, true));
}

function embolden(state: StateBlock, inline: Token): void {
  const at = state.tokens.length - 2;
  const open = new state.Token('term_open', 'strong', 1);
  const close = new state.Token('term_close', 'strong', -1);
  state.tokens.splice(at, 1, open, inline, close);
}
