/**
 * The words of Markdown without its signs, line by line. The whole parser reads an article as it is shown; for the words
 * alone this takes a twentieth of its time, and the index reads every article at each start.
 */
export interface TextLine {
  readonly text: string;
  readonly heading: boolean;
}

const FENCE = /^[\s>]*(`{3,}|~{3,})/;
const HEADING = /^[\s>]{0,6}#{1,6}\s+(.*?)\s*#*\s*$/;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})\s*$/;
const LEAD = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?|\[!\w+\]\s*)?/;
const DEFINITION = /^\s{0,3}\[[^\]^]+\]:\s*\S+/;
const FOOTNOTE = /^\s{0,3}\[\^[^\]]+\]:\s*/;
const RULE = /^[\s|:+=_*-]*$/;
const DIRECTIVE = /^\s*:{3,}.*$/;
const MODULE_LINE = /^(?:import|export)\s.*(?:['"];?|[{(;])\s*$/;
const HEADING_ID = /\s*\{#[^}]*\}\s*$/;
const DROPPED_ELEMENT = /^\s*<(script|style)\b/i;
const COMMENT = /<!--[\s\S]*?-->/g;
const CODE_SPAN = /(`+)(?!`)(.*?[^`])\1(?!`)/g;
const LINK = /!?\[((?:[^[\]\\]|\\.|\[[^[\]]*\])*)\]\((?:[^()\\]|\\.|\([^()]*\))*\)/g;
const REFERENCE = /!?\[([^[\]]+)\]\[[^\]]*\]/g;
const NOTE_MARK = /\[\^[^\]]+\]/g;
const INLINE_TAG = /<\/?(?:a|abbr|b|code|em|i|kbd|mark|s|small|span|strong|sub|sup|u|var)(?:\s[^<>]*)?>/gi;
const TAG = /<\/?[a-zA-Z!][^<>]*>/g;
const ADDRESS = /<((?:https?|mailto):[^<>\s]+)>/g;
const LIQUID = /\{%.*?%\}/g;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Gives the text of each line that has any; code blocks word for word. */
export function* stripMarkdown(body: string, { mdx }: { readonly mdx: boolean }): Generator<TextLine, void, void> {
  let fence: string | undefined;
  let until: string | undefined;
  let waiting: string | undefined;
  for (let from = 0; from <= body.length; ) {
    const lineEnd = body.indexOf('\n', from);
    const end = lineEnd < 0 ? body.length : lineEnd;
    let line = body.slice(from, end);
    from = end + 1;
    const mark = line.includes('```') || line.includes('~~~') ? FENCE.exec(line)?.[1] : undefined;
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      else if (line !== '') yield { text: line, heading: false };
      continue;
    }
    if (until !== undefined) {
      const close = line.indexOf(until);
      if (close < 0) continue;
      line = line.slice(close + until.length);
      until = undefined;
    }
    if (waiting !== undefined) {
      const heading = UNDERLINE.test(line);
      yield { text: waiting, heading };
      waiting = undefined;
      if (heading) continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    if (RULE.test(line) || DEFINITION.test(line) || DIRECTIVE.test(line) || (mdx && MODULE_LINE.test(line))) continue;
    const dropped = DROPPED_ELEMENT.exec(line)?.[1];
    if (dropped !== undefined) {
      if (!line.includes(`</${dropped}`)) until = `</${dropped}>`;
      continue;
    }
    if (line.includes('<!--')) {
      line = line.replace(COMMENT, ' ');
      const open = line.indexOf('<!--');
      if (open >= 0) {
        line = line.slice(0, open);
        until = '-->';
      }
    }
    const heading = HEADING.exec(line)?.[1];
    if (heading !== undefined) yield { text: inlineWords(heading.replace(HEADING_ID, '')), heading: true };
    else waiting = inlineWords(line.replace(FOOTNOTE, '').replace(LEAD, ''));
  }
  if (waiting !== undefined) yield { text: waiting, heading: false };
}

// A link may hold code and code may hold what looks like a tag, so code is taken out first and put back last.
const HELD = /\ue000(\d+)\ue000/g;

function inlineWords(line: string): string {
  if (!line.includes('`')) return outsideCode(line);
  const spans: string[] = [];
  const text = line.replace(CODE_SPAN, (_, _marks: string, code: string) => `\ue000${spans.push(code) - 1}\ue000`);
  return outsideCode(text).replace(HELD, (_, index: string) => spans[Number(index)] ?? '');
}

function outsideCode(text: string): string {
  let words = text;
  if (words.includes('](')) words = words.replace(LINK, '$1').replace(LINK, '$1');
  if (words.includes('][')) words = words.replace(REFERENCE, '$1');
  if (words.includes('[^')) words = words.replace(NOTE_MARK, '');
  if (words.includes('<')) words = words.replace(ADDRESS, '$1').replace(INLINE_TAG, '').replace(TAG, ' ');
  if (words.includes('{%')) words = words.replace(LIQUID, ' ');
  if (words.includes('&')) words = words.replace(ENTITY, decode);
  return words;
}

function decode(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

const EMPHASIS = /\*{1,3}(?=\S)|(?<=\S)\*{1,3}|~~|(?<![\p{L}\p{N}])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\p{L}\p{N}])/gu;
const CELL_BORDER = /\s*\|\s*/g;

/** An article's text on one line, as a snippet shows it. Reads no more than so many characters of the body. */
export function plainLine(body: string, { mdx, most }: { readonly mdx: boolean; readonly most: number }): string {
  const lines: string[] = [];
  for (const { text } of stripMarkdown(body.slice(0, most), { mdx })) {
    lines.push(text.startsWith('|') ? text.replace(CELL_BORDER, ' ') : text);
  }
  return lines.join(' ').replace(EMPHASIS, '').replace(/\s+/g, ' ').trim();
}
