import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countReading, type ReadingCount } from '../../src/catalog/count-reading.ts';

const CHARACTERS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const SCRIPTS = [
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
] as const;

/** The same by one expression after another, each over the whole text. */
function countByExpressions(markdown: string): ReadingCount {
  const read = markdown.replace(/\]\([^()\n]*\)|<[^<>\n]*>|^[ ]{0,3}(?:```|~~~).*$/gmu, ' ');
  const words = read.replace(CHARACTERS, ' ').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’_-]*/gu) ?? [];
  const first = words.slice(0, 200);
  const most = SCRIPTS.find(([, script]) => first.filter((word) => script.test(word)).length > first.length / 2);
  return {
    words: words.length,
    characters: read.match(CHARACTERS)?.length ?? 0,
    hasKana: KANA.test(read),
    script: most?.[0],
  };
}

const signs = [
  ..."abé9 -_'’`~<>[]()!\n\r\t\u2028。 1ー々〇読みカｶ字слово\u0483كلمة\u0651שלום\u05b0𝐀😀𠀀",
  '\ud800',
  '\udc00',
];
const pieces = [
  '```',
  '~~~',
  '\n```js\n',
  '\n   ```',
  '\n    ```',
  '](x y)',
  '<a b>',
  'слово ',
  'كلمة ',
  'מילה ',
  '\n',
];
const markdown = fc.array(fc.constantFrom(...signs, ...pieces), { maxLength: 60 }).map((parts) => parts.join(''));

describe('counting what is read', () => {
  it('counts as expressions do, one after another', () => {
    const counted = fc.property(markdown, (text) => {
      expect(countReading(text)).toEqual(countByExpressions(text));
    });
    fc.assert(counted, { numRuns: 3_000 });
  });

  it('counts every character as expressions do, inside a word and by itself', () => {
    for (let code = 0; code < 0x11_0000; code += code < 0x3000 ? 1 : 37) {
      const text = `${String.fromCodePoint(code)} a${String.fromCodePoint(code)}b`;
      if (JSON.stringify(countReading(text)) !== JSON.stringify(countByExpressions(text)))
        expect(countReading(text), code.toString(16)).toEqual(countByExpressions(text));
    }
  });

  it('tells a half at the end of a slice from the character it was cut from, also once it is compiled', () => {
    const text = '𠀀'.repeat(100);
    let wrong = 0;
    for (let times = 0; times < 50_000; times++) {
      const halves = 101 + (times % 2);
      if (countReading(text.slice(0, halves)).characters !== Math.floor(halves / 2)) wrong++;
    }
    expect(wrong).toBe(0);
  });

  it.each([
    ['200 first words', `${'слово '.repeat(101)}${'word '.repeat(1_000)}`, 'cyrillic'],
    ['more than half of them', `${'слово '.repeat(100)}${'word '.repeat(100)}`, undefined],
  ])('guesses by %s', (_name, text, script) => {
    expect(countReading(text)).toMatchObject({ script });
  });

  it.each([
    ['addresses that never end', `${'](x '.repeat(50_000)}`],
    ['tags that never end', `${'<x '.repeat(50_000)}`],
    ['marks of fences in a row', '`'.repeat(200_000)],
  ])('takes no longer over %s', (_name, text) => {
    const startedAt = performance.now();
    countReading(text);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
