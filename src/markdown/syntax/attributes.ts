import type { MarkdownIt, StateCore, StateInline } from 'markdown-it';

/** Takes out attribute lists, which tell a reader nothing: `{#id}` after a heading and kramdown's `{: … }`. The ids they give stay as anchors. */
export function addAttributes(md: MarkdownIt): void {
  md.core.ruler.before('inline', 'heading_attributes', headingAttributes);
  md.inline.ruler.after('escape', 'kramdown_attributes', kramdownAttributes);
}

function headingAttributes(state: StateCore): void {
  for (const [index, token] of state.tokens.entries()) {
    const inline = state.tokens[index + 1];
    if (token.type !== 'heading_open' || inline?.type !== 'inline') continue;
    const line = inline.content.trimEnd();
    const start = line.endsWith('}') ? line.lastIndexOf('{') : -1;
    // Also `{/*id*/}`, which the authors of MDX write.
    const list = start < 0 ? null : /^\{(?:([#.][^{}]*)|\/\*\s*#?([\w-]+)\s*\*\/)\}$/.exec(line.slice(start));
    if (list === null) continue;
    inline.content = line.slice(0, start).trimEnd();
    const id = list[2] ?? idIn(list[1] ?? '');
    if (id !== undefined) token.attrSet('id', id);
  }
}

function idIn(attributes: string): string | undefined {
  return /#([^\s{}.]+)/.exec(attributes)?.[1];
}

function kramdownAttributes(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '{' || state.src[state.pos + 1] !== ':') return false;
  // No commas: `{:ok, value}` is a tuple somebody writes about.
  const list = /\{:[ \t]*[\w.#:-][^{},\n]*\}/y;
  list.lastIndex = state.pos;
  const found = list.exec(state.src);
  if (found === null || list.lastIndex > state.posMax) return false;
  if (!silent) {
    state.pending = state.pending.replace(/[ \t]+$/, '');
    const id = /\s#([^\s{}]+)/.exec(found[0].replace(':', ' '))?.[1];
    if (id !== undefined) state.push('anchor', '', 0).content = id;
  }
  state.pos = list.lastIndex;
  return true;
}
