import type { MarkdownIt, StateInline } from 'markdown-it';

const MAX_LENGTH = 1_000;
const IMAGE =
  /^!\[([^[\]]*)\]\([ \t]*([^()<>"'\n]+?\.(?:png|jpe?g|gif|webp|avif|svg|bmp))(?:[ \t]+=\d*%?x?\d*%?)?[ \t]*\)/i;

/** Takes images whose address holds bare spaces, or is followed by a size (`=100x20`), which CommonMark leaves as text. */
export function addSpacedImages(md: MarkdownIt): void {
  md.inline.ruler.after('image', 'spaced_image', spacedImage);
}

function spacedImage(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '!' || state.src[state.pos + 1] !== '[') return false;
  const found = IMAGE.exec(state.src.slice(state.pos, Math.min(state.posMax, state.pos + MAX_LENGTH)));
  if (found === null) return false;
  if (!silent) {
    const token = state.push('image', 'img', 0);
    token.attrs = [['src', state.md.normalizeLink(found[2] ?? '')]];
    token.content = found[1] ?? '';
    token.children = [];
    state.md.inline.parse(token.content, state.md, state.env, token.children);
  }
  state.pos += found[0].length;
  return true;
}
