import { describe, expect, it } from 'vitest';
import type { ContentProblem } from '../../src/catalog/article.ts';
import { createReport } from '../../src/delivery/report.ts';
import { loadTexts } from '../../src/locales/texts.ts';
import type { TextMessage } from '../../src/render/message.ts';
import { MESSAGE_TEXT_LIMIT } from '../../src/telegram/limits.ts';

const words = loadTexts().for('en');

function arrange(told: string[] = []) {
  const messages: TextMessage[] = [];
  const report = createReport({
    words,
    tellAuthors: (message) => messages.push(message),
    told: { read: async () => told, write: async (keys) => void told.splice(0, told.length, ...keys) },
  });
  return { report, messages, texts: () => messages.map(({ text }) => text.text) };
}

function fault(file: string, more: Partial<ContentProblem> = {}): ContentProblem {
  return {
    severity: 'error',
    file,
    line: 3,
    message: 'the date is impossible: 2025-02-30',
    remedy: 'Write it as YYYY-MM-DD.',
    ...more,
  };
}

describe('the report on faults', () => {
  it('names file, line, what is wrong and what to write, errors first', async () => {
    const { report, texts } = arrange();
    const { line: _, ...warning } = fault('content/b.md', {
      severity: 'warning',
      message: 'the cover is missing',
      remedy: 'Add it.',
    });
    await report.faults([warning, fault('content/a.md')]);
    expect(texts()).toEqual([
      [
        '2 things in the content need a look:',
        'content/a.md, line 3\nLeft out: the date is impossible: 2025-02-30\nWrite it as YYYY-MM-DD.',
        'content/b.md\nthe cover is missing\nAdd it.',
      ].join('\n\n'),
    ]);
  });

  it('tells each fault once, over restarts too, and again when it comes back', async () => {
    const told: string[] = [];
    const { report, texts } = arrange(told);
    await report.faults([fault('a.md')]);
    await report.faults([fault('a.md')]);
    expect(texts().length).toBe(1);
    await arrange(told).report.faults([fault('a.md')]);
    await report.faults([fault('a.md'), fault('b.md')]);
    expect(texts()[1]).toMatch(/^One thing in the content needs a look:\n\nb\.md/);
    await report.faults([fault('b.md')]);
    await report.faults([fault('a.md'), fault('b.md')]);
    expect(texts().length).toBe(3);
    await report.faults([fault('a.md', { message: 'another one' }), fault('b.md')]);
    expect(texts().length).toBe(4);
    await report.faults([fault('a.md', { message: 'another one', line: 9 }), fault('b.md')]);
    expect(texts().length).toBe(4);
    await report.faults([]);
    expect(told).toEqual([]);
  });

  it('fits one message however many and long they are', async () => {
    const { report, texts } = arrange();
    const long = { message: '🦊'.repeat(3_000), remedy: 'x'.repeat(3_000) };
    await report.faults(Array.from({ length: 300 }, (_, index) => fault(`content/${index}.md`, long)));
    expect(texts()[0]?.length).toBeLessThanOrEqual(MESSAGE_TEXT_LIMIT);
    expect(texts()[0]).toContain('And 292 more; mend these first.');
    expect(texts()[0]?.match(/Left out: (?:🦊)+…\nx+…/gu)).toHaveLength(8);
  });
});
