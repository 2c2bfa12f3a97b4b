import { describe, expect, it } from 'vitest';
import { render, shown } from './shown.ts';

// Invisible marks made visible: the right-to-left mark and both ends of an isolate.
const visible = (text: string) => text.replaceAll('\u200F', '‹R›').replaceAll('\u2068', '⟨').replaceAll('\u2069', '⟩');
const rtl = (source: string) => shown(source, { isRtl: true }).map(visible);

describe('right-to-left texts', () => {
  it.each<[string, string, string]>([
    ['words stay as they are', 'שלום world', 'שלום world'],
    ['a line that begins with Latin stays at the right', '**CSS** הוא', '<bold>‹R›CSS</bold> הוא'],
    ['so does a line after a break', 'שלום  \nCSS הוא', 'שלום\n‹R›CSS הוא'],
    ['a line in another language keeps its side', 'All in English', 'All in English'],
    ['list numbers stay at the right', '1. שלום\n2. CSS', '‹R›1. שלום\n‹R›2. CSS'],
    ['so do bullets and boxes', '- a\n  - b\n- [x] c', '‹R›• a\n   ‹R›◦ b\n‹R›☑ c'],
    ['a quote holds its mark', '> CSS הוא', '<blockquote>‹R›CSS הוא</blockquote>'],
    [
      'so do the labels of alerts and of what is folded',
      '> [!TIP]\n> שלום\n\n<details>\n\nשלום\n\n</details>',
      '<blockquote><bold>‹R›💡 Tip</bold>\nשלום</blockquote>\n\n' +
        '<expandable_blockquote><bold>‹R›Details</bold>\nשלום</expandable_blockquote>',
    ],
    ['code stays as written', '```\na = "שלום"\n```', '<pre>a = "שלום"</pre>'],
    ['notes begin at the right', 'שלום[^1]\n\n[^1]: CSS', 'שלום[1]\n\n<bold>‹R›Notes</bold>\n‹R›[1] CSS'],
  ])('%s', (_name, source, expected) => {
    expect(rtl(source)).toEqual([expected]);
  });

  it('have tables whose columns begin at the right and hold their values together', () => {
    expect(rtl('| שם | n |\n|---|--:|\n| CSS | -5 |')).toEqual([
      '<pre>‹R›⟨שם⟩   ⟨n⟩\n‹R›───  ──\n‹R›⟨CSS⟩  ⟨-5⟩</pre>',
    ]);
    expect(rtl(`| שם | n |\n|---|---|\n| ${'ש'.repeat(50)} | -5 |`)).toEqual([
      `‹R›<bold>שם</bold>: ⟨${'ש'.repeat(50)}⟩\n‹R›<bold>n</bold>: ⟨-5⟩`,
    ]);
  });

  it('hold no mark of the other direction', () => {
    const source = '# CSS שלום\n\n1. a\n2. ב\n\n| a | ב |\n|---|---|\n| 1 | 2 |\n\n> b ב';
    for (const part of render(source, { isRtl: true })) {
      expect(part.kind === 'text' && part.text.rawText).not.toMatch(/[\u200E\u202A-\u202E\u2066\u2067]/);
    }
  });
});

describe('left-to-right texts', () => {
  it('keep right-to-left cells from turning the row', () => {
    expect(shown('| a | b |\n|---|---|\n| שלום | 1 |').map(visible)).toEqual([
      '<pre>a     b\n────  ─\n⟨שלום⟩  1</pre>',
    ]);
  });

  it('hold no marks for lists and paragraphs', () => {
    expect(shown('- שלום\n- a')).toEqual(['• שלום\n• a']);
  });
});
