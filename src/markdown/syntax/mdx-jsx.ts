import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { lineHolding } from './mdx-expression.ts';
import { type Budget, budgetOf, type JsxTag, scanTag } from './scan-jsx.ts';

/**
 * Unwraps JSX: a component's tags vanish, its title and its children stay; tags that HTML knows keep their meaning. `<script>` and
 * `<style>` go with their content like everywhere.
 */
export function addJsx(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'mdx_jsx', jsxBlock, { alt: ['paragraph', 'blockquote', 'list'] });
  md.inline.ruler.before('html_inline', 'mdx_jsx', jsxInline);
}

function jsxBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (state.src[start] !== '<') return false;
  const limit = state.eMarks[endLine - 1] ?? state.src.length;
  const tags = tagsFrom(state, start, limit);
  const end = tags.at(-1)?.end ?? commentEnd(state.src, start, limit, budgetOf(state.env));
  if (end === undefined) return false;
  const line = lineHolding(state, end - 1, startLine);
  if (state.src.slice(end, state.eMarks[line]).trim() !== '') return false;
  if (silent) return true;
  state.line = line + 1;
  for (const tag of tags) {
    pushTag(state, tag, [startLine, state.line]);
    pushTitle(state, tag);
  }
  return true;
}

/** The heading that a component, as of a box or a tab, would show: readers of its content miss it otherwise. */
function pushTitle(state: StateBlock, tag: JsxTag): void {
  const title = (tag.attributes.title ?? tag.attributes.label)?.trim();
  if (tag.closing || !title || elementOf(tag) !== '') return;
  for (const element of ['p', 'strong']) state.push('jsx_open', element, 0);
  state.push('text', '', 0).content = title;
  for (const element of ['strong', 'p']) state.push('jsx_close', element, 0);
}

/** Tags that follow one another on one line, the last of which may end lines later. */
function tagsFrom(state: StateBlock, start: number, limit: number): JsxTag[] {
  const tags: JsxTag[] = [];
  for (let at = start; state.src[at] === '<' && state.src[at + 1] !== '!'; ) {
    const tag = scanTag(state.src, at, limit, budgetOf(state.env));
    if (tag === undefined) return tags;
    tags.push(tag);
    at = tag.end;
    while (state.src[at] === ' ') at += 1;
  }
  return tags;
}

function commentEnd(text: string, start: number, limit: number, budget: Budget): number | undefined {
  if (!text.startsWith('<!--', start) || budget.characters <= 0) return undefined;
  const end = text.indexOf('-->', start + 4);
  budget.characters -= (end < 0 ? limit : end) - start;
  return end < 0 || end + 3 > limit ? undefined : end + 3;
}

function jsxInline(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '<') return false;
  const tag = scanTag(state.src, state.pos, state.posMax, budgetOf(state.env));
  if (tag === undefined) return false;
  if (!silent) pushTag(state, tag);
  state.pos = tag.end;
  return true;
}

function pushTag(state: Pick<StateInline | StateBlock, 'push'>, tag: JsxTag, map?: [number, number]): void {
  const element = elementOf(tag);
  if (element === '') return;
  if (!tag.closing) {
    const token = state.push('jsx_open', element, 0);
    if (map !== undefined) token.map = map;
    token.attrs = Object.entries(tag.attributes).map(([name, value]) => [name === 'className' ? 'class' : name, value]);
  }
  if (tag.closing || tag.selfClosing) state.push('jsx_close', element, 0);
}

/** A component is named with a capital or a dot: only what its name and its plain attributes tell is known of it. */
function elementOf({ name, attributes, closing }: JsxTag): string {
  if (/^[a-z][a-z0-9-]*$/.test(name)) return name;
  if (/^(?:Image|Img|Picture|StaticImage)$/.test(name)) return 'img';
  if (/^(?:A|Link)$/.test(name)) return 'a';
  return !closing && attributes.src !== undefined ? 'embed' : '';
}
