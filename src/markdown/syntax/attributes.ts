import type { MarkdownIt, StateCore, StateInline } from 'markdown-it';

/** Takes out attribute lists, which tell a site's generator something and a reader nothing: `{#id}` after a heading and kramdown's `{: … }`. */
export function addAttributes(md: MarkdownIt): void {
  md.core.ruler.before('inline', 'heading_attributes', headingAttributes);
  md.inline.ruler.after('escape', 'kramdown_attributes', kramdownAttributes);
}

function headingAttributes(state: StateCore): void {
  for (const [index, token] of state.tokens.entries()) {
    const heading = state.tokens[index - 1]?.type === 'heading_open';
    if (heading && token.type === 'inline') token.content = withoutTrailingAttributes(token.content);
  }
}

function withoutTrailingAttributes(content: string): string {
  const line = content.trimEnd();
  const start = line.endsWith('}') ? line.lastIndexOf('{') : -1;
  return start >= 0 && /^\{[#.][^{}]*\}$/.test(line.slice(start)) ? line.slice(0, start).trimEnd() : content;
}

function kramdownAttributes(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '{' || state.src[state.pos + 1] !== ':') return false;
  // No commas: `{:ok, value}` is a tuple somebody writes about.
  const list = /\{:[ \t]*[\w.#:-][^{},\n]*\}/y;
  list.lastIndex = state.pos;
  const found = list.exec(state.src);
  if (found === null || list.lastIndex > state.posMax) return false;
  if (!silent) state.pending = state.pending.replace(/[ \t]+$/, '');
  state.pos = list.lastIndex;
  return true;
}
