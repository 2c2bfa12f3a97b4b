import type { MarkdownIt, StateBlock } from 'markdown-it';

/** Takes out the fences of `:::` containers. What they hold is parsed as usual; a title on the fence stays as a bold line. */
export function addDirectives(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'directive', directive, { alt: ['paragraph', 'blockquote', 'list'] });
}

function directive(state: StateBlock, startLine: number, _endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (!state.src.startsWith(':::', start)) return false;
  const line = state.src.slice(start, state.eMarks[startLine]);
  const found = /^:{3,}[ \t]*(?:([A-Za-z][\w-]*)(.*))?$/.exec(line);
  if (found === null) return false;
  if (silent) return true;
  state.line = startLine + 1;
  const title = titleOf(found[2] ?? '');
  if (title !== '') addTitle(state, startLine, title);
  return true;
}

function titleOf(rest: string): string {
  const words = rest.replace(/\{[^{}]*\}\s*$/, '').trim();
  return words.startsWith('[') && words.endsWith(']') ? words.slice(1, -1).trim() : words;
}

function addTitle(state: StateBlock, line: number, title: string): void {
  state.push('paragraph_open', 'p', 1);
  state.push('directive_title_open', 'strong', 1);
  const inline = state.push('inline', '', 0);
  inline.content = title;
  inline.map = [line, line + 1];
  inline.children = [];
  state.push('directive_title_close', 'strong', -1);
  state.push('paragraph_close', 'p', -1);
}
