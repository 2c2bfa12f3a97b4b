import fc, { type Arbitrary } from 'fast-check';
import { HOSTILE } from './stray-marks.ts';

const MOST_CHARACTERS = 60_000;

/** Anything: pieces of syntax in any order, runs of one mark, random characters. */
export const hostileMarkdown: Arbitrary<{ readonly body: string; readonly mdx: boolean }> = fc.record({
  body: fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...HOSTILE) },
        { weight: 4, arbitrary: fc.constantFrom('word ', 'ab', ' x ', '漢字', 'שלום ', 'سلام', '1', '.') },
        {
          weight: 1,
          arbitrary: fc
            .tuple(fc.constantFrom(...HOSTILE, 'x', ' ', '\n\n- ', '\n\nwords '), fc.integer({ min: 2, max: 400 }))
            .map(([mark, times]) => mark.repeat(times)),
        },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
        { weight: 1, arbitrary: fc.uint16Array({ maxLength: 12 }).map((units) => String.fromCharCode(...units)) },
      ),
      { maxLength: 120, size: 'max' },
    )
    .map((pieces) => pieces.join('').slice(0, MOST_CHARACTERS)),
  mdx: fc.boolean(),
});
