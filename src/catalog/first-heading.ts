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

/** Finds it by lines, outside code fences and comments: parsing a whole article for its first line would be dear. */
export function findFirstHeading(body: string): FirstHeading | undefined {
  const lines = body.split('\n');
  let fence: string | undefined;
  let inComment = false;
  for (const [index, line] of lines.entries()) {
    const marks = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (marks?.startsWith(fence)) fence = undefined;
      continue;
    }
    if (inComment || line.includes('<!--')) {
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
    if (atx !== '') return cut(lines, index, index, atx);
    if (SETEXT_UNDERLINE.test(line)) {
      const start = paragraphStart(lines, index);
      if (start < index) return cut(lines, start, index, lines.slice(start, index).join(' '));
    }
  }
  return undefined;
}

function paragraphStart(lines: readonly string[], end: number): number {
  let start = end;
  while (start > 0 && !NOT_A_PARAGRAPH.test(lines[start - 1] ?? '')) start -= 1;
  return start;
}

function cut(lines: readonly string[], from: number, to: number, markdown: string): FirstHeading {
  const rest = [...lines.slice(0, from), ...lines.slice(to + 1)].join('\n');
  return { markdown: withoutHeadingId(markdown.trim()), rest: rest.replace(/^\n+/, '') };
}

/** Looks from the end: a pattern that may begin at every brace would take its time over a line full of them. */
function withoutHeadingId(line: string): string {
  const start = line.endsWith('}') ? line.lastIndexOf('{') : -1;
  return start >= 0 && /^\{[#:][^}]*\}$/.test(line.slice(start)) ? line.slice(0, start).trimEnd() : line;
}
