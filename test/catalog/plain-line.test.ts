import { describe, expect, it } from 'vitest';
import { dropControls, plainLine } from '../../src/catalog/plain-line.ts';

const EVERY_UNIT = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code));

describe('a plain line', () => {
  it('has no character that is not seen', () => {
    const dropped = EVERY_UNIT.filter((unit) => plainLine(`a${unit}b`) === 'ab').map((unit) => unit.charCodeAt(0));
    const controls = [...range(0, 8), 0x0b, 0x0c, ...range(0x0e, 0x1f), ...range(0x7f, 0x9f)];
    const others = [0xad, 0x61c, 0x200b, 0x200e, 0x200f, ...range(0x202a, 0x202e), 0x2060, ...range(0x2066, 0x2069)];
    expect(dropped).toEqual([...controls, ...others, 0xfeff]);
  });

  it('has single spaces for whatever is white', () => {
    const white = EVERY_UNIT.filter((unit) => plainLine(`a${unit}b`) === 'a b');
    expect(white).toEqual(EVERY_UNIT.filter((unit) => /[^\S\v\f\ufeff]/.test(unit)));
    expect(plainLine(` a \n\t${white.join('')}b `)).toBe('a b');
  });
});

it('drops control characters, and keeps tabs and line ends', () => {
  const kept = EVERY_UNIT.filter((unit) => !/(?![\t\n\r])\p{Cc}/u.test(unit));
  expect(dropControls(EVERY_UNIT.join('')).length).toBe(kept.length);
  expect(dropControls(`a\u0000b\tc\r\n\u001b[d\u0085e`)).toBe('ab\tc\r\n[de');
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
