import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termsOf } from '../../src/search/query/parse-query.ts';
import { makeSnippet, type Snippet } from '../../src/search/snippet.ts';

const FILLER = 'the river flows past old houses and quiet gardens until evening comes '.repeat(6).trim();

function snippet(query: string, ...texts: string[]): Snippet {
  const wanted = [...new Set(termsOf(query))];
  const needFor = (term: string) => {
    const exact = wanted.indexOf(term) + 1;
    return exact === 0 && term.startsWith(wanted.at(-1) ?? '\ue000') ? wanted.length : exact;
  };
  return makeSnippet(texts, needFor, wanted.length);
}

function marked(query: string, ...texts: string[]): string {
  return snippet(query, ...texts)
    .map(({ text, hit }) => (hit ? `[${text}]` : text))
    .join('');
}

describe('makeSnippet', () => {
  it.each([
    ['docker', 'Docker and dockerfile', '[Docker] and [dockerfile]'],
    ['docker go', 'Docker, Dockerfile, Go, Google', '[Docker], Dockerfile, [Go], [Google]'],
    ['elka', 'Ёлка не elka', 'Ёлка не [elka]'],
    ['елка', 'Ёлка!', '[Ёлка]!'],
    ['cafe', 'Le Cafe\u0301 noir', 'Le [Cafe\u0301] noir'],
    ['c++', 'C, C# or C++?', 'C, C# or [C++]?'],
    ['.net', 'ASP.NET is .NET', 'ASP[.NET] is [.NET]'],
    ['node:fs', 'fs of node, node:fs', '[fs] of [node], [node]:[fs]'],
    ['nodejs', 'Runs on Node.js', 'Runs on [Node.js]'],
    ['map', 'Array.prototype.map(x)', 'Array.prototype.[map](x)'],
    ['数据库', '关于数据库设计', '关于[数据库]设计'],
    ['nothing', 'A text without it', 'A text without it'],
  ])('%s in %s shows as %s', (query, text, expected) => {
    expect(marked(query, text)).toBe(expected);
  });

  it('begins a little before the hit and cuts at word borders', () => {
    const shown = marked('needle', `${FILLER} needle ${FILLER}`);
    expect(shown).toMatch(/^…\w+ .*\[needle\].* \w+…$/);
    expect(FILLER.split(' ')).toContain(/^…(\w+)/.exec(shown)?.[1]);
    expect(FILLER.split(' ')).toContain(/(\w+)…$/.exec(shown)?.[1]);
    expect(shown.length).toBeGreaterThan(110);
    expect(shown.length).toBeLessThanOrEqual(160);
  });

  it('takes the first of equally good stretches', () => {
    expect(marked('needle', `A needle. ${FILLER} A needle again. ${FILLER}`)).toMatch(/^A \[needle\]\. the river/);
  });

  it('prefers the stretch that answers most words', () => {
    const text = `needle ${FILLER} needle and thread ${FILLER}`;
    expect(marked('needle thread', text)).toContain('[needle] and [thread]');
  });

  it('prefers the text that answers most words, and the first among equals', () => {
    expect(marked('needle thread', 'A needle.', 'A needle, a thread.')).toBe('A [needle], a [thread].');
    expect(marked('needle thread', 'First: needle.', 'Second: thread.')).toBe('First: [needle].');
  });

  it('shows the beginning of the first text that says something when nothing is hit', () => {
    expect(marked('needle', '', FILLER)).toMatch(/^the river .*\w…$/);
    expect(snippet('needle', '', '')).toEqual([]);
  });

  it('does not cut a character in two where no word ends', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (before, after) => {
        const shown = marked('needle', `${'😀'.repeat(before)}needle${'😀'.repeat(after)}`);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).toContain('[needle]');
      }),
    );
  });

  it('shows a part of the text, whatever text and query are', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    fc.assert(
      fc.property(text, text, fc.nat(300), (query, around, at) => {
        const source = around.slice(0, at) + query + around.slice(at);
        const pieces = snippet(query, source);
        const plain = pieces.map((piece) => piece.text).join('');
        expect(source).toContain(plain.slice(plain.startsWith('…') ? 1 : 0, plain.endsWith('…') ? -1 : undefined));
        expect(pieces.every((piece) => piece.text !== '')).toBe(true);
      }),
    );
  });
});
