import { describe, expect, it } from 'vitest';
import { parseMarkdown, parseSteps } from '../../src/markdown/parse.ts';
import { atOnce, inTurns, type Steps } from '../../src/markdown/steps.ts';

function* counting(steps: number): Steps<number> {
  for (let step = 0; step < steps; step++) yield;
  return steps;
}

describe('steps', () => {
  it('come to the same result at once and in turns', async () => {
    expect(atOnce(counting(5))).toBe(5);
    expect(await inTurns(counting(5))).toBe(5);
  });

  it('let others have their turn', async () => {
    let open = true;
    // Ends only when something else runs in between.
    function* waiting(): Steps<void> {
      while (open) yield;
    }
    setImmediate(() => {
      open = false;
    });
    await inTurns(waiting());
    expect(open).toBe(false);
  });

  it('end when they are aborted', async () => {
    await expect(inTurns(counting(5), AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });
});

describe('parseSteps', () => {
  const part = '<details>\n\n## Part\n\nText[^1] with [a link][ref].\n\n- one\n\n  two\n\n</details>\n\n';
  const source = `${part.repeat(400)}[ref]: https://example.org\n\n[^1]: A note.\n`;

  it('cuts a long text into many steps, wherever its elements and notes reach', () => {
    expect([...parseSteps(source, { mdx: false })].length).toBeGreaterThan(10);
    const { blocks, footnotes } = parseMarkdown(source, { mdx: false });
    expect(blocks).toHaveLength(400);
    expect(new Set(blocks.map((block) => JSON.stringify(block))).size).toBe(1);
    expect(JSON.stringify(blocks[399])).toContain('https://example.org');
    expect(footnotes).toHaveLength(1);
  });
});
