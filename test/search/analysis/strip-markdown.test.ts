import { describe, expect, it } from 'vitest';
import { stripMarkdown } from '../../../src/search/analysis/strip-markdown.ts';

function lines(body: string, mdx = false): string[] {
  return [...stripMarkdown(body, { mdx })].map(({ text, heading }) => (heading ? `# ${text}` : text));
}

describe('stripMarkdown', () => {
  it.each([
    ['## Heading {#id}', ['# Heading']],
    ['## Heading {/*an-id*/}', ['# Heading']],
    ['## Sets {1, 2}', ['# Sets {1, 2}']],
    ['Title\n=====\ntext', ['# Title', 'text']],
    ['- [x] done\n1. one\n> quoted', ['done', 'one', 'quoted']],
    ['[text](https://example.org/secret "title") and ![alt](a.png)', ['text and alt']],
    ['[`forEach()`](/js/foreach/)', ['forEach()']],
    ['[![badge](b.svg)](https://example.org)', ['badge']],
    ['[text][ref]\n\n[ref]: https://example.org/secret', ['text']],
    ['A note[^1].\n\n[^1]: The note.', ['A note.', 'The note.']],
    ['<div class="x">in a <b>box</b></div>', [' in a box ']],
    ['See <img src="a.png" alt="A chart of queries"/> here', ['See  A chart of queries  here']],
    ['`<div>` is a tag', ['<div> is a tag']],
    ['before <!-- hidden\nhidden --> after', ['before ', 'after']],
    ['<script>\nalert(1)\n</script>\nshown', ['shown']],
    ['```js {1,3}\nconst a = `[x](y)`;\n```\nafter', ['const a = `[x](y)`;', 'after']],
    ['````\n```\ninside\n````', ['```', 'inside']],
    ['a &amp; b&nbsp;c &#65;', ['a & b c A']],
    ['::: warning Mind the gap\ntext\n:::', ['Mind the gap', 'text']],
    ['::::image type="content" source="a.png" alt-text="A chart of slow queries":::', ['A chart of slow queries']],
    ['| a | b |\n|---|---|\n| c | d |', ['| a | b |', '| c | d |']],
    ['one\n\n---\n\ntwo', ['one', 'two']],
    [':::note\ninside\n:::', ['inside']],
  ])('%j says %j', (body, expected) => {
    expect(lines(body).filter((line) => line !== '')).toEqual(expected);
  });

  it('leaves the imports of MDX out, and only there', () => {
    expect(lines("import A from './a';\n\nText", true)).toEqual(['Text']);
    expect(lines("import A from './a';\n\nText")).toContain("import A from './a';");
  });

  it('leaves the comments of MDX out, and only there', () => {
    expect(lines('Text {/* hidden */} here', true)).toEqual(['Text   here']);
    expect(lines('Text {/* shown */} here')).toEqual(['Text {/* shown */} here']);
  });

  it('reads a hostile line in little time', () => {
    const startedAt = performance.now();
    for (const sign of ['[', '![', '<', '`', '(', '*', '&#', '{%', '[](', '[[']) lines(sign.repeat(20_000));
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
