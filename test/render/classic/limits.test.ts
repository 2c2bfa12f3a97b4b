import { describe, expect, it } from 'vitest';
import { renderClassic } from '../../../src/render/classic.ts';
import { render, shown, words } from './shown.ts';

describe('renderClassic, at the limits', () => {
  const lengths = (source: string) =>
    render(source).map((part) => (part.kind === 'text' ? part.text.rawText.length : 0));

  it('sends 4,096 units in one message and one more in two', () => {
    expect(lengths('a'.repeat(4_096))).toEqual([4_096]);
    expect(lengths('a'.repeat(4_097))).toEqual([4_096, 1]);
  });

  it('keeps a heading with what follows', () => {
    const [first, second] = shown(`${'a '.repeat(2_000)}\n\n# B\n\n${'c '.repeat(500)}`);
    expect(first).toMatch(/a$/);
    expect(second).toMatch(/^<bold>B<\/bold>\nc/);
  });

  it('cuts a long code block between lines', () => {
    const lines = Array.from({ length: 600 }, (_, index) => `const line${index} = ${index};`);
    const parts = render(`\`\`\`js\n${lines.join('\n')}\n\`\`\``);
    const texts = parts.map((part) => (part.kind === 'text' ? part.text.rawText : ''));
    expect(texts.length).toBe(4);
    expect(texts.join('\n')).toBe(lines.join('\n'));
    for (const part of parts) {
      expect(part.kind === 'text' && part.text.rawEntities).toMatchObject([{ type: 'pre', language: 'js', offset: 0 }]);
    }
  });

  it('repeats the header over each part of a long table', () => {
    const rows = Array.from({ length: 300 }, (_, index) => `| ${index} | ${'x'.repeat(20)} |`);
    const texts = shown(`| id | value |\n|---|---|\n${rows.join('\n')}`);
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(text).toMatch(/^<pre>id {3}value\n─/);
    expect(texts.join('\n').match(/x{20}/g)).toHaveLength(300);
  });

  it('fits a table of more rows than a function takes arguments into messages', () => {
    const header = [[{ type: 'text' as const, text: 'b' }]];
    const table = { type: 'table' as const, align: [], header, rows: Array.from({ length: 150_000 }, () => header) };
    expect(renderClassic({ blocks: [table], footnotes: [] }, { words }).length).toBeGreaterThan(50);
  });

  it('puts at most 100 entities into a message', () => {
    const parts = render(Array.from({ length: 250 }, (_, index) => `[l${index}](https://a.b/${index})`).join(' '));
    expect(parts.map((part) => part.kind === 'text' && part.text.rawEntities.length)).toEqual([100, 100, 50]);
  });
});
