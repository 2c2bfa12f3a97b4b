import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FirstHeading, findFirstHeading } from '../../src/catalog/first-heading.ts';

/** The same, with all lines in a list and each looked at by every expression. */
function findInLines(body: string): FirstHeading | undefined {
  const lines = body.split('\n');
  let fence: string | undefined;
  let inComment = false;
  for (const [index, line] of lines.entries()) {
    const marks = /^[ \t]*(?:[-*+>][ \t]+)*(`{3,}|~{3,})/.exec(line)?.[1];
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
    const marked = /^ {0,3}#[ \t]+(?=\S)(.*)$/s.exec(line)?.[1]?.trimEnd() ?? '';
    const atx = marked.replace(/(?:^|[ \t])#+$/, '');
    if (atx !== '') return cut(lines, index, index, atx);
    if (!/^ {0,3}=+[ \t]*$/.test(line)) continue;
    let start = index;
    while (start > 0 && !NO_PARAGRAPH.test(lines[start - 1] ?? '')) start -= 1;
    if (start < index) return cut(lines, start, index, lines.slice(start, index).join(' '));
  }
  return undefined;
}

const NO_PARAGRAPH = /^(?: {4}|\t|[ ]{0,3}(?:#|>|[-*+][ \t]|\d+[.)][ \t]|\|))|^\s*$/;

function cut(lines: readonly string[], from: number, to: number, markdown: string): FirstHeading {
  const rest = [...lines.slice(0, from), ...lines.slice(to + 1)].join('\n').replace(/^\n+/, '');
  const heading = markdown.trim();
  return { markdown: heading.replace(/\s*\{[#:][^{}]*\}$/, ''), rest };
}

const starts = ['', '# ', '#', ' # ', '    # ', '\t# ', '## ', '===', '=', '  == ', '```', '~~~~', '- ```', '> ', '| '];
const words = ['', ' ', 'a', 'b c', ' #', ' ##', '{#id}', '<!--', '-->', '<!-- x -->', '=', '\u2028', '\u00a0', '`'];
const line = fc
  .tuple(fc.constantFrom(...starts), fc.array(fc.constantFrom(...words), { maxLength: 3 }))
  .map(([start, parts]) => start + parts.join(''));
const body = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'));

describe('the first heading', () => {
  it('is the one that looking at all lines finds', () => {
    const found = fc.property(body, (text) => {
      expect(findFirstHeading(text)).toEqual(findInLines(text));
    });
    fc.assert(found, { numRuns: 20_000 });
  });

  it.each<[string, string, FirstHeading | undefined]>([
    ['is underlined over several lines', '\nOne\ntwo\n===\n\nText', { markdown: 'One two', rest: 'Text' }],
    ['is the last line', 'Text\n# One', { markdown: 'One', rest: 'Text' }],
    ['stands between lines', 'Text\n# One #\nMore', { markdown: 'One', rest: 'Text\nMore' }],
    ['stands in no fence', '```\n# no\n~~~\n```\n# One {#one}', { markdown: 'One', rest: '```\n# no\n~~~\n```' }],
    ['stands in no comment', 'a <!--\n# no\n--> b\n# no?', { markdown: 'no?', rest: 'a <!--\n# no\n--> b' }],
    ['needs words', '#\n# #\n===', undefined],
  ])('%s', (_name, text, heading) => {
    expect(findFirstHeading(text)).toEqual(heading);
  });
});
