/** The first level-one heading of a Markdown text. */
export interface FirstHeading {
  /** Markdown of its line, without the marks that make it a heading. */
  readonly markdown: string;
  /** The text without it. */
  readonly rest: string;
}

const ATX = /^ {0,3}#[ \t]+(?=\S)/;
const SETEXT_UNDERLINE = /^ {0,3}=+[ \t]*$/;
const FENCE = /^[ \t]*(?:[-*+>][ \t]+)*(`{3,}|~{3,})/;
// A line that is no plain text cannot be part of a heading underlined with `===`.
const NOT_A_PARAGRAPH = /^(?: {4}|\t|[ ]{0,3}(?:#|>|[-*+][ \t]|\d+[.)][ \t]|\|))|^\s*$/;

// Any other line neither opens or closes a fence nor makes a heading.
const MAY_MATTER = /[ \t]*[-*+>`~#=]/y;

/** Finds it by lines, outside code fences and comments: parsing a whole article for its first line would be dear. */
export function findFirstHeading(body: string): FirstHeading | undefined {
  let fence: string | undefined;
  let inComment = false;
  let commentAt = placeOf(body, '<!--', 0);
  for (let start = 0, end = 0; start <= body.length; start = end + 1) {
    end = Math.min(placeOf(body, '\n', start), body.length);
    if (commentAt < start) commentAt = placeOf(body, '<!--', start);
    if (!inComment && commentAt >= end && !mayMatter(body, start)) continue;
    const line = body.slice(start, end);
    const marks = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (marks?.startsWith(fence)) fence = undefined;
      continue;
    }
    if (inComment || commentAt < end) {
      inComment = line.lastIndexOf('<!--') > line.lastIndexOf('-->') || (inComment && !line.includes('-->'));
      continue;
    }
    if (marks !== undefined) {
      fence = marks;
      continue;
    }
    const mark = ATX.exec(line);
    const atx =
      mark === null
        ? ''
        : line
            .slice(mark[0].length)
            .trimEnd()
            .replace(/(?:^|[ \t])#+$/, '');
    if (atx !== '') return cut(body, start, end, atx);
    if (SETEXT_UNDERLINE.test(line)) {
      const from = paragraphStart(body, start);
      if (from < start) return cut(body, from, end, body.slice(from, start - 1).replaceAll('\n', ' '));
    }
  }
  return undefined;
}

/** Where `sign` next stands from `from` on; infinitely far when nowhere. */
function placeOf(body: string, sign: string, from: number): number {
  const place = body.indexOf(sign, from);
  return place < 0 ? Number.POSITIVE_INFINITY : place;
}

function mayMatter(body: string, lineStart: number): boolean {
  MAY_MATTER.lastIndex = lineStart;
  return MAY_MATTER.test(body);
}

/** Where the paragraph begins that ends before the line at `end`. */
function paragraphStart(body: string, end: number): number {
  let start = end;
  // A line before the second character is empty.
  while (start > 1) {
    const before = body.lastIndexOf('\n', start - 2) + 1;
    if (NOT_A_PARAGRAPH.test(body.slice(before, start - 1))) break;
    start = before;
  }
  return start;
}

/** Takes out the lines from `start` to `end`, where the last of them ends. */
function cut(body: string, start: number, end: number, markdown: string): FirstHeading {
  const rest = body.slice(0, Math.max(0, start - 1)) + body.slice(end);
  return { markdown: withoutHeadingId(markdown.trim()), rest: rest.replace(/^\n+/, '') };
}

/** Looks from the end: a pattern that may begin at every brace would take its time over a line full of them. */
function withoutHeadingId(line: string): string {
  const start = line.endsWith('}') ? line.lastIndexOf('{') : -1;
  return start >= 0 && /^\{[#:][^}]*\}$/.test(line.slice(start)) ? line.slice(0, start).trimEnd() : line;
}
