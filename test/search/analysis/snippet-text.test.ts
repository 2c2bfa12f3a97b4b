import { describe, expect, it } from 'vitest';
import { snippetText } from '../../../src/search/analysis/snippet-text.ts';

describe('snippetText', () => {
  it('is one line without signs', () => {
    const body = '# Head\n\nSome **bold**\nand _slanted_ text with snake_case.\n\n| a | b |\n|---|---|';
    expect(snippetText(body, { mdx: false, most: 1_000 })).toBe(
      'Head · Some bold and slanted text with snake_case. a · b',
    );
  });

  it('keeps apart what says something of its own', () => {
    const body = 'Bring:\n- a cup\n- tea,\n  green\n\n| Name | Size |\n|---|---|\n| log | 5 |\n\n```sh\nls -l\ncd\n```';
    expect(snippetText(body, { mdx: false, most: 1_000 })).toBe(
      'Bring: a cup · tea, green · Name · Size · log · 5 ls -l cd',
    );
  });

  it('reads no more than it may', () => {
    expect(snippetText('word '.repeat(100), { mdx: false, most: 9 })).toBe('word word');
  });
});
