import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../../src/markdown/document.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';

const text = (value: string): Inline => ({ type: 'text', text: value });
const math = (value: string): Inline => ({ type: 'math', text: value });
const blocks = (source: string) => parseMarkdown(source, { mdx: false }).blocks;

describe('maths in a line', () => {
  it.each<[string, string, Inline[]]>([
    ['stands between round brackets', 'so \\(x^2 + y_1\\).', [text('so '), math('x^2 + y_1'), text('.')]],
    ['stands between square brackets', 'so \\[ \\frac{a}{b} \\] is', [text('so '), math('\\frac{a}{b}'), text(' is')]],
    ['may have its backslashes doubled', 'so \\\\(a = b\\\\).', [text('so '), math('a = b'), text('.')]],
    ['keeps its underscores whole', '\\(a_1\\) and \\(b_2\\)', [math('a_1'), text(' and '), math('b_2')]],
    ['may be code between dollars', 'so $`x_1`$ is', [text('so '), math('x_1'), text(' is')]],
    ['stands between two dollars', 'so $$x$$ is', [text('so '), math('x'), text(' is')]],
    ['is read from its element', '<tg-math>x^2</tg-math>', [math('x^2')]],
    [
      'is no escaped bracket of prose',
      'call f\\(a_b\\) \\(see *c*\\)',
      [text('call f(a_b) (see '), { type: 'emphasis', children: [text('c')] }, text(')')],
    ],
    ['is no escaped link', '\\[a\\]\\(b\\)', [text('[a](b)')]],
    ['is no label of a list', '\\(a\\) first \\(C++\\)', [text('(a) first (C++)')]],
    ['is no path', '\\(C:\\Temp\\)', [text('(C:\\Temp)')]],
    ['is no expression', 'match \\[\\w\\d\\]', [text('match [\\w\\d]')]],
    ['is nothing without its end', 'so \\(x^2', [text('so (x^2')]],
  ])('%s', (_name, source, expected) => {
    expect(blocks(source)).toEqual([{ type: 'paragraph', children: expected }]);
  });
});

describe('blocks of maths', () => {
  it.each<[string, string, Block[]]>([
    ['stand between square brackets', '\\[\nE = mc^2\n\\]', [{ type: 'math', text: 'E = mc^2' }]],
    [
      'end the paragraph before them',
      'a\n\\[ x_1 = 1 \\]\nb',
      [
        { type: 'paragraph', children: [text('a')] },
        { type: 'math', text: 'x_1 = 1' },
        { type: 'paragraph', children: [text('b')] },
      ],
    ],
    [
      'are environments with their names',
      '\\begin{align}\na &= b_1 \\\\\nc &= d\n\\end{align}',
      [{ type: 'math', text: '\\begin{align}\na &= b_1 \\\\\nc &= d\n\\end{align}' }],
    ],
    ['are fences that say so', '```math\nE = mc^2\n```', [{ type: 'math', text: 'E = mc^2' }]],
    ['are read from their element', '<tg-math-block>E</tg-math-block>', [{ type: 'math', text: 'E' }]],
    ['are no escaped brackets', '\\[\nsome words\n\\]', [{ type: 'paragraph', children: [text('[ some words ]')] }]],
    [
      'are nothing without their end',
      '\\[\nx^2\n\nb',
      [
        { type: 'paragraph', children: [text('[ x^2')] },
        { type: 'paragraph', children: [text('b')] },
      ],
    ],
    [
      'stand inside list items',
      '- a\n\n  $$\n  x\n  $$',
      [
        {
          type: 'list',
          items: [
            {
              children: [
                { type: 'paragraph', children: [text('a')] },
                { type: 'math', text: 'x' },
              ],
            },
          ],
        },
      ],
    ],
  ])('%s', (_name, source, expected) => {
    expect(blocks(source)).toEqual(expected);
  });
});
