import { describe, expect, it } from 'vitest';
import type { ContentProblem } from '../../src/catalog/article.ts';
import type { Announcement } from '../../src/delivery/ports/announcements.ts';
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

function progress(counts: Partial<Announcement>): Announcement {
  const none = { total: 0, sent: 0, failed: 0, gone: 0, skipped: 0, open: 0 };
  return { id: 1, articleId: 'a', startedAt: new Date(0), ...none, ...counts } as Announcement;
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

describe('the report on an announcement', () => {
  it('tells of its start and its end, the title in bold', () => {
    const { report, messages, texts } = arrange();
    report.started(progress({ total: 12, open: 12 }), 'Grid by heart');
    report.finished(progress({ total: 12, sent: 12 }), 'Grid by heart');
    expect(texts()).toEqual(['Announcing Grid by heart to 12 readers.', 'Grid by heart has reached 12 of 12 readers.']);
    expect(messages[0]?.text.entities).toEqual([{ type: 'bold', offset: 11, length: 13 }]);
  });

  it('tells how many did not get it and why', () => {
    const { report, texts } = arrange();
    report.finished(progress({ total: 9, sent: 3, gone: 1, skipped: 2, failed: 3 }), 'Grid');
    expect(texts()).toEqual([
      [
        'Grid has reached 3 of 9 readers.',
        'One has blocked the bot or left Telegram; the subscription is kept for a return.',
        '2 unsubscribed before the message went out.',
        '3 messages failed; the log tells why.',
      ].join('\n'),
    ]);
  });

  it.each([
    [1, 1, 'Grid has reached its one reader.'],
    [1, 0, 'Grid did not reach its one reader.'],
    [2, 1, 'Grid has reached 1 of 2 readers.'],
  ])('to %i with %i sent reads well', (total, sent, text) => {
    const { report, texts } = arrange();
    report.started(progress({ total }), 'Grid');
    report.finished(progress({ total, sent }), 'Grid');
    expect(texts()).toEqual([`Announcing Grid to ${total === 1 ? 'one reader' : '2 readers'}.`, text]);
  });

  it('says in one line that nobody is subscribed', () => {
    const { report, texts } = arrange();
    report.started(progress({}), 'Grid');
    report.finished(progress({}), 'Grid');
    expect(texts()).toEqual(['Published Grid. Nobody is subscribed to it yet, so no message went out.']);
  });
});

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
