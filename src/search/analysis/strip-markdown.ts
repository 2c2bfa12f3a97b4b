/**
 * The words of Markdown without its signs, line by line. The whole parser reads an article as it is shown; for the words
 * alone this takes a twentieth of its time, and the index reads every article at each start.
 */
export interface TextLine {
  readonly text: string;
  readonly heading: boolean;
  /** Says something of its own: an item, a table's row, the first line after an empty one. */
  readonly apart: boolean;
}

const FENCE = /^[\s>]*(`{3,}|~{3,})/;
const HEADING = /^[\s>]{0,6}#{1,6}\s+/;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})\s*$/;
const LEAD = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?|\[!\w+\]\s*)?/;
const BEGINS_ITEM = /^[\s>]*(?:[-*+|]|\d{1,9}[.)]\s)/;
const DEFINITION = /^\s{0,3}\[[^\]^]+\]:\s*\S+/;
const FOOTNOTE = /^\s{0,3}\[\^[^\]]+\]:\s*/;
const RULE = /^[\s|:+=_*-]*$/;
// The fence of a container: its name, then perhaps a title, or attributes of which some are sentences.
const DIRECTIVE = /^\s*:{3,}[ \t]*[\w-]*/;
const ATTRIBUTE = /[\w-]+=(?:"([^"]*)"|\S+)/g;
const MODULE_LINE = /^(?:import|export)\s.*(?:['"];?|[{(;])\s*$/;
const DROPPED_ELEMENT = /^\s*<(script|style)\b/i;
// What may begin a line that is more than words. Most lines begin with a letter, and nothing else need be asked.
const BEGINS_BLOCK = /[\s>`~#=\-*+\d[|:_<]/;
// Whoever reads in steps would wait too long for the words of a longer line, or for those after so many without any.
const LONGEST_LINE = 4_000;
const MOST_SKIPPED = 200;
const SKIPPED: TextLine = { text: '', heading: false, apart: false };

/** Gives the text of each line that has any; code blocks word for word. Some lines given may be empty. */
export function* stripMarkdown(body: string, { mdx }: { readonly mdx: boolean }): Generator<TextLine, void, void> {
  let fence: string | undefined;
  let until: string | undefined;
  let waiting: string | undefined;
  let apart = true;
  let skipped = 0;
  for (let from = 0; from <= body.length; ) {
    const lineEnd = body.indexOf('\n', from);
    const end = lineEnd < 0 ? body.length : lineEnd;
    let line = body.slice(from, end);
    from = end + 1;
    if (++skipped % MOST_SKIPPED === 0) yield SKIPPED;
    let mayBeBlock = BEGINS_BLOCK.test(line.charAt(0));
    const mark = mayBeBlock && (line.includes('```') || line.includes('~~~')) ? FENCE.exec(line)?.[1] : undefined;
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      else for (const text of inPieces(line)) yield { text, heading: false, apart: false };
      continue;
    }
    if (until !== undefined) {
      const close = line.indexOf(until);
      if (close < 0) continue;
      line = line.slice(close + until.length);
      until = undefined;
      mayBeBlock = true;
    }
    if (waiting !== undefined) {
      const heading = mayBeBlock && UNDERLINE.test(line);
      yield { text: waiting, heading, apart };
      waiting = undefined;
      apart = heading;
      if (heading) continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    if (line === '' || (mayBeBlock && hasNoWords(line)) || (mdx && MODULE_LINE.test(line))) {
      apart = true;
      continue;
    }
    const dropped = mayBeBlock ? DROPPED_ELEMENT.exec(line)?.[1] : undefined;
    if (dropped !== undefined) {
      if (!line.includes(`</${dropped}`)) until = `</${dropped}>`;
      continue;
    }
    if (line.includes('<!--')) {
      line = without(line, '<!--', '-->');
      const open = line.indexOf('<!--');
      if (open >= 0) {
        line = line.slice(0, open);
        until = '-->';
      }
    }
    if (mdx && line.includes('{/*')) line = without(line, '{/*', '*/}');
    if (mayBeBlock && DIRECTIVE.test(line)) {
      line = directiveText(line);
      if (RULE.test(line)) continue;
    }
    const headingLead = mayBeBlock ? HEADING.exec(line)?.[0] : undefined;
    if (headingLead !== undefined) {
      const text = inlineWords(headingText(line.slice(headingLead.length, LONGEST_LINE)));
      yield { text, heading: true, apart: true };
      apart = true;
      continue;
    }
    const pieces = inPieces(mayBeBlock ? line.replace(FOOTNOTE, '').replace(LEAD, '') : line);
    apart ||= mayBeBlock && BEGINS_ITEM.test(line);
    waiting = inlineWords(pieces.pop() ?? '');
    for (const piece of pieces) {
      yield { text: inlineWords(piece), heading: false, apart };
      apart = false;
    }
  }
  if (waiting !== undefined) yield { text: waiting, heading: false, apart };
}

function hasNoWords(line: string): boolean {
  return RULE.test(line) || DEFINITION.test(line);
}

function directiveText(line: string): string {
  const words = line.replace(DIRECTIVE, '').replace(/:{3,}\s*$/, '');
  return words.replace(ATTRIBUTE, (_, value: string | undefined) => (value?.includes(' ') ? value : ' '));
}

/** A line as it is, or cut between words where it is too long. */
export function inPieces(line: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (line.length - from > LONGEST_LINE) {
    const space = line.lastIndexOf(' ', from + LONGEST_LINE);
    const to = space > from ? space : from + LONGEST_LINE;
    pieces.push(line.slice(from, to));
    from = to;
  }
  if (from < line.length) pieces.push(from === 0 ? line : line.slice(from));
  return pieces;
}

/** Without the signs that may close a heading, and without an id for it. */
function headingText(line: string): string {
  let text = line.trimEnd();
  let end = text.length;
  while (text.charCodeAt(end - 1) === HASH) end--;
  if (end < text.length && (end === 0 || /\s/.test(text.charAt(end - 1)))) text = text.slice(0, end).trimEnd();
  // `{#id}`, or `{/*id*/}` in MDX.
  const id = text.endsWith('}') ? text.lastIndexOf('{') : -1;
  return id >= 0 && /^\{(?:#|\/\*)/.test(text.slice(id, id + 3)) ? text.slice(0, id).trimEnd() : text;
}

/** Without what stands from one sign to the next other one; a space instead. */
function without(text: string, open: string, close: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    if (end < 0) return from === 0 ? text : kept + text.slice(from);
    kept += `${text.slice(from, start)} `;
    from = end + close.length;
  }
}

const HASH = 35;
const BACKTICK = 96;
// A link may hold code and code may hold what looks like a tag, so code is taken out first and put back last.
const HELD = /\ue000(\d+)\ue000/g;

function inlineWords(line: string): string {
  if (!line.includes('`')) return outsideCode(line);
  const spans: string[] = [];
  const text = takeCode(line, spans);
  return outsideCode(text).replace(HELD, (_, index: string) => spans[Number(index)] ?? '');
}

/** Puts what stands between runs of as many backticks into `spans`, and a mark where it stood. */
function takeCode(line: string, spans: string[]): string {
  let kept = '';
  let from = 0;
  // Lengths of which no further run follows, so that many lone runs are not each looked for up to the end.
  const unclosed = new Set<number>();
  for (let open = line.indexOf('`'); open >= 0; ) {
    const inside = endOfRun(line, open);
    const length = inside - open;
    const close = unclosed.has(length) ? -1 : runOf(length, line, inside);
    if (close < 0) unclosed.add(length);
    else {
      kept += `${line.slice(from, open)}\ue000${spans.push(line.slice(inside, close)) - 1}\ue000`;
      from = close + length;
    }
    open = line.indexOf('`', close < 0 ? inside : from);
  }
  return kept + line.slice(from);
}

/** Where a run of exactly so many backticks begins; -1 when there is none. */
function runOf(length: number, line: string, from: number): number {
  for (let start = line.indexOf('`', from); start >= 0; ) {
    const end = endOfRun(line, start);
    if (end - start === length) return start;
    start = line.indexOf('`', end);
  }
  return -1;
}

function endOfRun(line: string, from: number): number {
  let at = from;
  while (line.charCodeAt(at) === BACKTICK) at++;
  return at;
}

const LINK = /!?\[((?:[^[\]\\]|\\.|\[[^[\]]*\])*)\]\((?:[^()\\]|\\.|\([^()]*\))*\)/g;
const REFERENCE = /!?\[([^[\]]+)\]\[[^\]]*\]/g;
const NOTE_MARK = /\[\^[^[\]]+\]/g;
const INLINE_TAG = /<\/?(?:a|abbr|b|code|em|i|kbd|mark|s|small|span|strong|sub|sup|u|var)(?:\s[^<>]*)?>/gi;
const TAG = /<\/?[a-zA-Z!][^<>]*>/g;
const ALT = /^<img\s[^>]*?\balt=(?:"([^"]*)"|'([^']*)')/i;
const ADDRESS = /<((?:https?|mailto):[^<>\s]+)>/g;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function outsideCode(text: string): string {
  let words = text;
  if (words.includes('[')) {
    // Twice, as a picture may stand in a link.
    for (let times = 0; times < 2 && words.includes(']('); times++) words = words.replace(LINK, '$1');
    if (words.includes('][')) words = words.replace(REFERENCE, '$1');
    if (words.includes('[^')) words = words.replace(NOTE_MARK, '');
  }
  if (words.includes('<')) words = words.replace(ADDRESS, '$1').replace(INLINE_TAG, '').replace(TAG, tagText);
  if (words.includes('{%')) words = without(words, '{%', '%}');
  if (words.includes('&')) words = words.replace(ENTITY, decode);
  return words;
}

// A picture says what stands for it, here as in `![alt](a.png)`.
function tagText(tag: string): string {
  const [isPicture, double, single] = ALT.exec(tag) ?? [];
  return isPicture === undefined ? ' ' : ` ${double ?? single} `;
}

function decode(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
