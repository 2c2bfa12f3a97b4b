import type { MarkdownIt, StateInline } from 'markdown-it';

const MAX_LENGTH = 300;

/** Teaches markdown-it `==marked==` and GFM's `~struck~`, only around whole words: `a == b`, `x==y`, `~/a` and `H~2~O` are text. */
export function addPaired(md: MarkdownIt): void {
  addPair(md, 'mark', 'mark', /==(?=[^\s=])(?:(?!==)[^\n])*?[^\s=]==(?![\w=])/y, 2);
  addPair(md, 'single_strike', 's', /~(?=[^\s~])(?:[^~\n])*?[^\s~]~(?![\w~])/y, 1);
}

function addPair(md: MarkdownIt, name: string, tag: string, pattern: RegExp, width: number): void {
  const sign = pattern.source[0];
  md.inline.ruler.before('emphasis', name, (state: StateInline, silent: boolean) => {
    const { src, pos, posMax } = state;
    if (src[pos] !== sign || /[\w=~)\]]/.test(src[pos - 1] ?? ' ')) return false;
    const text = src.slice(pos, Math.min(posMax, pos + MAX_LENGTH) + 1);
    pattern.lastIndex = 0;
    if (!pattern.test(text) || pos + pattern.lastIndex > posMax) return false;
    const end = pos + pattern.lastIndex;
    if (!silent) {
      state.push(`${name}_open`, tag, 1);
      state.pos = pos + width;
      state.posMax = end - width;
      state.md.inline.tokenize(state);
      state.push(`${name}_close`, tag, -1);
    }
    state.pos = end;
    state.posMax = posMax;
    return true;
  });
}
