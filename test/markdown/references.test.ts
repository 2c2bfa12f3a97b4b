import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import { referencesOf } from '../../src/markdown/references.ts';
import { eachBlock } from '../../src/markdown/walk.ts';

const parse = (source: string) => parseMarkdown(source, { mdx: false });

describe('referencesOf', () => {
  it('finds links and images wherever they stand, each once, in order', () => {
    const source = [
      '# [1](l1) ![i](i1)',
      '- *a **[2](l2)***\n\n  > [3](l3)',
      '| [4](l4) |\n|---|\n| ![i](i2) [1](l1) |',
      '<details><summary><a href="l5">5</a></summary>\n\n[![i](i3)](l6)\n\n</details>',
      'n[^1] [7][ref]',
      '[^1]: [8](l8)',
      '[ref]: l7',
    ].join('\n\n');
    const { links, images } = referencesOf(parse(source));
    expect([...links]).toEqual(['l1', 'l2', 'l3', 'l4', 'l5', 'l6', 'l7', 'l8']);
    expect([...images]).toEqual(['i1', 'i2', 'i3']);
  });

  it('finds nothing in code', () => {
    const { links, images } = referencesOf(parse('`[a](b)`\n\n```\n![c](d)\n```'));
    expect([...links, ...images]).toEqual([]);
  });
});

describe('eachBlock', () => {
  it('visits containers before what they hold, and footnotes last', () => {
    const seen: string[] = [];
    eachBlock(parse('> - a[^1]\n\n---\n\n[^1]: ```\n    b\n    ```'), (block) => seen.push(block.type));
    expect(seen).toEqual(['quote', 'list', 'paragraph', 'rule', 'code']);
  });
});
