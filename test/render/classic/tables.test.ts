import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/render/display-width.ts';
import { shown } from './shown.ts';

const table = (...rows: string[][]) =>
  [rows[0], rows[0]?.map(() => '---'), ...rows.slice(1)].map((row) => `| ${row?.join(' | ')} |`).join('\n');

describe('tables', () => {
  it.each<[string, string, string]>([
    [
      'narrow tables are aligned',
      '| a | bb |\n|--:|:-:|\n| 1 | 漢字語 |\n| 22 | x |',
      '<pre> a    bb\n──  ──────\n 1  漢字語\n22    x</pre>',
    ],
    [
      'tables with links are rows',
      '| a | b |\n|---|---|\n| 1 | [x](https://y.z) |\n| 2 | |',
      '<bold>a</bold>: 1\n<bold>b</bold>: <a https://y.z>x</a>\n\n<bold>a</bold>: 2\n<bold>b</bold>: –',
    ],
    [
      'wide tables are rows',
      `| a | b |\n|---|---|\n| ${'c'.repeat(40)} | d |`,
      `<bold>a</bold>: ${'c'.repeat(40)}\n<bold>b</bold>: d`,
    ],
  ])('%s', (_name, source, expected) => {
    expect(shown(source)).toEqual([expected]);
  });

  it.each([
    ['Chinese', '漢字', 4],
    ['half-width kana', 'ｱｲ', 2],
    ['full-width letters', 'ＡＢ', 4],
    ['enclosed signs', '㈱㎏', 4],
    ['Cyrillic and Greek', 'жλ', 2],
    ['combining accents', 'e\u0301a\u0308', 2],
    ['families', '👨‍👩‍👧', 2],
    ['flags', '🇩🇪🇫🇷', 4],
    ['emoji with a skin tone', '👩🏽‍🚀', 2],
    ['hearts as signs and as emoji', '❤❤\uFE0F', 3],
    ['joiners and marks', '\u200Ba\u200D\u2068b\u2069', 2],
  ])('%s align with Latin letters', (_name, cell, width) => {
    expect(displayWidth(cell)).toBe(width);
    const [text = ''] = shown(table(['x'.repeat(width), 'y'], [cell, '1']));
    expect(text).toContain(`\n${cell}  1</pre>`);
  });

  it('as wide as a phone are aligned, wider ones are rows', () => {
    expect(shown(table(['a', 'b'], ['c'.repeat(31), 'd']))[0]).toMatch(/^<pre>/);
    expect(shown(table(['a', 'b'], ['c'.repeat(32), 'd']))[0]).toMatch(/^<bold>a<\/bold>: c/);
  });

  it('of more than twenty columns lead to the site as well', () => {
    const wide = (columns: number) => {
      const cells = Array.from({ length: columns }, (_, index) => `c${index}`);
      return shown(table(cells, cells), { siteUrl: 'https://s.te/x' })[0];
    };
    expect(wide(21)).toMatch(/<bold>c20<\/bold>: c20\n\n<a https:\/\/s\.te\/x>See this table on the site<\/a>$/);
    expect(wide(20)).toMatch(/: c19$/);
  });

  it('without a header are a line a row', () => {
    const cell = 'x'.repeat(30);
    const source = `<table><tr><td>${cell}</td><td>b</td></tr><tr><td>${cell}</td><td></td></tr></table>`;
    expect(shown(source)).toEqual([`<pre>${cell}  b\n${cell}</pre>`]);
    expect(shown(source.replaceAll(cell, cell + cell))).toEqual([`${cell}${cell} · b\n\n${cell}${cell}`]);
  });
});
