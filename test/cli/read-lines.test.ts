import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineLimits, readLines } from '../../src/cli/read-lines.ts';
import { collect } from './search-process.ts';

const LIMITS: LineLimits = { longest: 1_000, ahead: 1_000_000 };

async function linesOf(chunks: readonly Uint8Array[], limits = LIMITS): Promise<(string | null)[]> {
  const input = new PassThrough();
  const reader = readLines(input, limits);
  for (const chunk of chunks) input.write(chunk);
  input.end();
  return collect(reader.lines());
}

describe('lines', () => {
  it('are the same however their bytes are cut into chunks', async () => {
    const text = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('\n'), fc.constant('日本語 👍🏽\r\n')));
    const cuts = fc.array(fc.nat({ max: 60 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(text, cuts, async (parts, sizes) => {
        const bytes = Buffer.from(parts.join(''));
        const whole = bytes.toString().replace(/^\ufeff/, '');
        const chunks: Uint8Array[] = [];
        let from = 0;
        for (const size of sizes) {
          chunks.push(bytes.subarray(from, from + size));
          from += size;
        }
        chunks.push(bytes.subarray(from));
        const expected = whole.split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(await linesOf(chunks)).toEqual(expected);
      }),
    );
  });

  it('come as soon as they are complete', async () => {
    const input = new PassThrough();
    const lines = readLines(input, LIMITS).lines();
    const first = lines.next();
    input.write('a\nb');
    expect(await first).toEqual({ value: 'a', done: false });
    const second = lines.next();
    input.write('c\n');
    expect(await second).toEqual({ value: 'bc', done: false });
    const third = lines.next();
    input.end();
    expect(await third).toEqual({ value: undefined, done: true });
  });

  it('that are too long are told, and nothing of them is kept', async () => {
    const long = 'x'.repeat(1_001);
    const bytes = Buffer.from(`a\n${long}\n${'y'.repeat(1_000)}\n${long.repeat(50)}\nb\n${long}`);
    const chunks = Array.from({ length: Math.ceil(bytes.length / 700) }, (_, at) =>
      bytes.subarray(at * 700, at * 700 + 700),
    );
    expect(await linesOf(chunks)).toEqual(['a', null, 'y'.repeat(1_000), null, 'b', null]);
  });

  it('are read ahead up to a limit, and no further until they are taken', async () => {
    const input = new PassThrough({ highWaterMark: 10 });
    const reader = readLines(input, { longest: 10, ahead: 50 });
    let written = 0;
    while (written < 1_000 && input.write('12345678\n')) {
      written += 1;
      await new Promise(setImmediate);
    }
    expect(written).toBeLessThan(20);
    input.end();
    expect(await collect(reader.lines())).toHaveLength(written + 1);
  });

  it('end with the reason when the input fails, after those that came', async () => {
    const input = new PassThrough();
    const lines = readLines(input, LIMITS).lines();
    input.write('a\nb');
    await new Promise(setImmediate);
    input.destroy(new Error('unplugged'));
    expect(await lines.next()).toMatchObject({ value: 'a' });
    expect(await lines.next()).toMatchObject({ value: 'b' });
    await expect(lines.next()).rejects.toThrow('unplugged');
  });

  it('end when the reader is closed', async () => {
    const input = new PassThrough();
    const reader = readLines(input, LIMITS);
    const line = reader.lines().next();
    reader.close();
    expect(await line).toMatchObject({ done: true });
    expect(input.destroyed).toBe(true);
  });
});
