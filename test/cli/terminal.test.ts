import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/check/finding.ts';
import { createOutput, OutputClosedError, OutputFailedError } from '../../src/cli/output.ts';
import { createProgressBar } from '../../src/cli/progress-bar.ts';
import { createReport, summary } from '../../src/cli/report.ts';

const finding: Finding = {
  file: 'posts/a.md',
  line: 3,
  severity: 'error',
  rule: 'dead-link',
  message: 'the link\u001b[2J leads nowhere',
  remedy: 'Mend it.',
};

describe('a report', () => {
  it('says a remedy once and parts the files', () => {
    const report = createReport(false);
    const all = [
      finding,
      { ...finding, line: 4 },
      { ...finding, line: 5, remedy: 'Do.' },
      { ...finding, file: 'b.md' },
    ];
    expect(all.map(report).join('')).toBe(
      [
        'posts/a.md:3: error: the link [2J leads nowhere [dead-link]',
        '    Mend it.',
        'posts/a.md:4: error: the link [2J leads nowhere [dead-link]',
        'posts/a.md:5: error: the link [2J leads nowhere [dead-link]',
        '    Do.',
        '',
        'b.md:3: error: the link [2J leads nowhere [dead-link]',
        '    Mend it.',
        '',
      ].join('\n'),
    );
  });

  it('has colours where they are wanted', () => {
    const [first] = createReport(true)(finding).split('\n');
    expect(first).toContain('\u001b[31merror\u001b[0m');
  });

  it.each([
    [1, 0, 0, '1 file: nothing to mend.\n'],
    [2, 1, 0, '\n2 files: 1 error, 0 warnings.\n'],
    [2, 0, 2, '\n2 files: 0 errors, 2 warnings.\n'],
  ])('of %i files, %i errors and %i warnings ends with a sum', (files, errors, warnings, text) => {
    expect(summary(files, errors, warnings)).toBe(text);
  });
});

describe('a progress bar', () => {
  function drawn(isTTY: boolean, times: readonly number[], columns = 80): string[] {
    const written: string[] = [];
    const clock = [0, ...times];
    const terminal = { isTTY, columns, write: (text: string) => written.push(text) };
    const bar = createProgressBar(terminal, () => clock.shift() ?? 0);
    for (const [index] of times.entries()) bar.stage('checking')(index + 1, 4);
    bar.end();
    return written;
  }

  it('is drawn when work takes long, not too often, and taken away', () => {
    const lines = drawn(true, [400, 600, 650, 800]);
    expect(lines).toEqual([
      `\r\u001b[K${'█'.repeat(15)}${'░'.repeat(15)} checking: 2 of 4 files, 50 %`,
      `\r\u001b[K${'█'.repeat(30)} checking: 4 of 4 files, 100 %`,
      '\r\u001b[K',
    ]);
  });

  it('fits the terminal', () => {
    expect(drawn(true, [600], 20)[0]).toHaveLength('\r\u001b[K'.length + 19);
  });

  it('is not drawn elsewhere, or for short work', () => {
    expect(drawn(false, [600, 800])).toEqual([]);
    expect(drawn(true, [100, 200])).toEqual([]);
  });
});

describe('output', () => {
  const failing = (code: string) =>
    new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error('write'), { code })) });

  it('waits until the text is taken', async () => {
    const taken: string[] = [];
    const slow = new Writable({
      write(chunk, _encoding, done) {
        setImmediate(() => {
          taken.push(String(chunk));
          done();
        });
      },
    });
    const { write } = createOutput(slow);
    await write('a');
    expect(taken).toEqual(['a']);
  });

  it.each([
    ['EPIPE', OutputClosedError],
    ['ENOSPC', OutputFailedError],
  ])('tells %s', async (code, error) => {
    const { write } = createOutput(failing(code));
    await expect(write('a')).rejects.toThrow(error);
    await expect(write('b')).rejects.toThrow(Error);
  });
});
