import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { camelParts, eachAsciiPart } from '../../../src/search/analysis/camel-parts.ts';

function asciiParts(text: string): { text: string; start: number }[] {
  const parts: { text: string; start: number }[] = [];
  eachAsciiPart(text, 0, text.length, (from, to) => parts.push({ text: text.slice(from, to), start: from }));
  return parts;
}

describe('eachAsciiPart', () => {
  it.each([
    ['useState', 'use State'],
    ['HTTPServer2', 'HTTP Server'],
    ['python3', 'python'],
    ['toJSON', 'to JSON'],
    ['iPhone', 'Phone'],
    ['k8s', ''],
    ['word', ''],
  ])('%s holds: %s', (name, parts) => {
    expect(
      asciiParts(name)
        .map(({ text }) => text)
        .join(' '),
    ).toBe(parts);
  });

  it('agrees with what finds the parts of any name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-cA-C0-1]{0,70}$/), (name) => {
        expect(asciiParts(name)).toEqual(camelParts(name));
      }),
      { numRuns: 1_000 },
    );
  });
});
