import { FormattedString } from '@grammyjs/parse-mode';
import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/locales/texts.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import type { ClassicOptions } from '../../src/render/classic.ts';
import { renderPlain, withoutEntities } from '../../src/render/plain.ts';

const words = loadTexts().for('en');
const plain = (source: string, options: Partial<ClassicOptions> = {}) =>
  renderPlain(parseMarkdown(source, { mdx: false }), { words, ...options }).map(({ text }) => text.rawText);

describe('renderPlain', () => {
  it.each<[string, string, string]>([
    ['styles leave their words', '# A\n\n**b** *c* ~~d~~ `e`', 'A\nb c d e'],
    ['addresses stand behind their words', '[a **b**](https://c.d) e', 'a b (https://c.d) e'],
    ['an address that is its own words stands once', '<https://c.d/e>', 'https://c.d/e'],
    ['links that lead nowhere are words', '[a](b.md)', 'a'],
    ['code and maths stand as written', '```ts\na\n  b\n```\n\n$x_1$', 'a\n  b\n\nx_1'],
    ['narrow tables stay aligned', '| a | bb |\n|--:|---|\n| 22 | c |', ' a  bb\n──  ──\n22  c'],
    ['lists keep their marks', '1. a\n   - b\n2. c', '1. a\n   ◦ b\n2. c'],
    ['quotes and details are their text', '> a\n\n<details><summary>B</summary>c</details>', 'a\n\nB\nc'],
    ['pictures are named, with their address', '![a](https://b.c/d.png)', '🖼 a (https://b.c/d.png)'],
    ['notes stand at the end', 'a[^x]\n\n[^x]: b', 'a[1]\n\nNotes\n[1] b'],
  ])('%s', (_name, source, expected) => {
    expect(plain(source)).toEqual([expected]);
  });

  it('names pictures from disk instead of sending them', () => {
    const resolveImage = (url: string) => ({ kind: 'file', path: `/c/${url}` }) as const;
    expect(plain('![a](b.png)', { resolveImage, siteUrl: 'https://s.te/x' })).toEqual(['🖼 a (https://s.te/x)']);
  });

  it('puts the heading above and cuts what does not fit, addresses counted', () => {
    expect(plain('a', { heading: FormattedString.b('T') })).toEqual(['T\n\na']);
    const link = `[${'word '.repeat(3).trim()}](https://a.b/${'c'.repeat(80)})`;
    const texts = plain(`${link} `.repeat(100));
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(4_096);
    expect(texts.join(' ').match(/\(https:\/\/a\.b\/c{80}\)/g)).toHaveLength(100);
  });

  it('gives nothing for what shows nothing', () => {
    expect(plain('<!-- a -->', { heading: FormattedString.b('T') })).toEqual([]);
  });
});

describe('withoutEntities', () => {
  const link = (text: string, url: string) => FormattedString.link(text, url);

  it('writes addresses out and keeps the buttons', () => {
    const keyboard = [[{ text: 'x', callback_data: 'y' }]];
    const bare = withoutEntities({ kind: 'text', text: link('a', 'https://b.c'), keyboard });
    expect(bare).toEqual({ kind: 'text', text: new FormattedString('a (https://b.c)'), keyboard });
  });

  it('leaves out the addresses that the message has no room for', () => {
    const url = `https://a.b/${'c'.repeat(2_000)}`;
    const text = FormattedString.join([link('one', url), link('two', url), link('three', url)], ' ');
    const bare = withoutEntities({ kind: 'text', text }).text.rawText;
    expect(bare).toBe(`one (${url}) two (${url}) three`);
  });
});
