import { describe, expect, it } from 'vitest';
import { createFoundReport } from '../../src/cli/found-report.ts';

const FOUND = {
  slug: 'lag',
  title: 'Lag',
  score: 1.5,
  snippet: [
    { text: '…how far ', hit: false },
    { text: 'consu', hit: true },
    { text: 'mers lag behind, and why', hit: false },
  ],
};

describe('an article found', () => {
  it('has its words marked and its snippet wrapped at words on a terminal', () => {
    const report = createFoundReport({ hasColours: true, columns: 20 });
    expect(report(FOUND)).toBe(
      [
        '\u001b[1mLag\u001b[22m  \u001b[2m(lag, 1.5)\u001b[22m',
        '    …how far',
        '    \u001b[33mconsu\u001b[39mmers lag',
        '    behind, and why',
        '',
      ].join('\n'),
    );
  });

  it('has each snippet on one line elsewhere', () => {
    const report = createFoundReport({ hasColours: false, columns: undefined });
    expect(report(FOUND)).toBe('Lag  (lag, 1.5)\n    …how far consumers lag behind, and why\n');
    expect(report({ ...FOUND, snippet: [] })).toBe('Lag  (lag, 1.5)\n');
  });

  it('fits no more wide characters on a line than there are columns', () => {
    const report = createFoundReport({ hasColours: false, columns: 12 });
    expect(report({ ...FOUND, snippet: [{ text: '日本 語日 本語', hit: false }] })).toBe(
      'Lag  (lag, 1.5)\n    日本\n    語日\n    本語\n',
    );
  });
});
