import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glue } from '../../../src/search/analysis/glue.ts';
import { scanWords } from '../../../src/search/analysis/scan-words.ts';
import { fold } from '../../../src/search/normalise.ts';

interface Found {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

function scan(text: string): { words: Found[]; forms: Found[] } {
  const words: Found[] = [];
  const forms: Found[] = [];
  const take = (found: Found[]) => (term: string, start: number, end: number) => found.push({ term, start, end });
  scanWords(text, { word: take(words), form: take(forms), pair: take(words) });
  return { words, forms };
}

function terms(text: string): string {
  const { words, forms } = scan(text);
  return [words, forms].map((found) => found.map(({ term }) => term).join(' ')).join(' | ');
}

describe('scanWords', () => {
  it.each([
    ['C++, C# and .NET', 'c c and net | c++ c# .net'],
    ['node:fs', 'node fs | nodefs'],
    ['pg_dump', 'pg dump | pgdump'],
    ['Array.prototype.map(x)', 'array prototype map x | .prototype .map arrayprototypemap'],
    ['Node.js', 'node js | .js nodejs'],
    ['std::vector<int>', 'std vector int | stdvector'],
    ['src/search', 'src search | '],
    ['a->b', 'a b | '],
    ['c++11 a+b ##', 'c 11 a b | '],
    ['One. Two... three', 'one two three | '],
    ['3.14', '3 14 | 3.14'],
    ['v18.12.0', 'v18 12 0 | v18120'],
    ['it’s', 'it s | its'],
    ['useState HTTPServer python3 Word API', 'usestate httpserver python3 word api | use state http server python'],
    ['5c70db48bd1f', '5c70db48bd1f | '],
    ['数据库', '数据 据库 库 | '],
    ['使用React开发', '使用 用 react 开发 发 | '],
    ['スーパー', 'スー ーパ パー ー | '],
    ['한국어 책', '한국 국어 어 책 | '],
    ['สวัสดี', 'สว วั ัส สด ดี ี | '],
    ['𠮷野家', '𠮷野 野家 家 | '],
    ['🚀 — “?”', ' | '],
  ])('%s is found by: %s', (text, expected) => {
    expect(terms(text)).toBe(expected);
  });

  it('says which words only a sign divides', () => {
    const joined: string[] = [];
    const take = (term: string, _start: number, _end: number, isJoined: boolean) => {
      if (isJoined) joined.push(term);
    };
    scanWords('node:fs and pg_dump, src/search. end', { word: take, form: () => undefined, pair: () => undefined });
    expect(joined).toEqual(['fs', 'dump', 'search']);
  });

  it('tells where in the original text each term stands', () => {
    const text = 'Ёж, C++ и Straße.js 数据库';
    const at = ({ start, end }: Found) => text.slice(start, end);
    const { words, forms } = scan(text);
    expect(words.map(at)).toEqual(['Ёж', 'C', 'и', 'Straße', 'js', '数据', '据库', '库']);
    expect(forms.map(at)).toEqual(['C++', '.js', 'Straße.js']);
  });

  it('keeps its ranges inside the text and its terms free of spaces, quotes and signs it does not know', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { words, forms } = scan(text);
        for (const { term, start, end } of [...words, ...forms]) {
          expect(term).toMatch(/^\.?[\p{L}\p{N}\p{M}.]+(\+{1,2}|#)?$/u);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('folds each word as a whole, whatever its letters', () => {
    const letters = fc.constantFrom(...'aZ9éßİΣςЙйЁёَاآـﬁ²½ǅ\u0301\u0308\u0327');
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 12 }), (word) => {
        // A word does not begin with a mark.
        const whole = fold(word.replace(/^\p{M}+/u, ''));
        expect(scan(word).words.map(({ term }) => term)).toEqual(whole === '' ? [] : [whole]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('cuts endless words', () => {
    expect(scan('x'.repeat(10_000)).words[0]?.term).toHaveLength(64);
  });
});

describe('glue', () => {
  it('keeps a point between numbers alone', () => {
    expect([glue(['1', '10']), glue(['v1', '10']), glue(['front', 'end'])]).toEqual(['1.10', 'v110', 'frontend']);
  });
});
