import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/locales/texts.ts';
import {
  renderHeld,
  renderHeldOutcome,
  renderMissing,
  renderMissingOutcome,
} from '../../src/render/announcement-batches.ts';
import { renderDeliveries, renderDeliveryReport } from '../../src/render/announcement-list.ts';
import { renderApproval, renderCancelQuestion, renderPutOff } from '../../src/render/announcement-questions.ts';
import type { TextMessage } from '../../src/render/message.ts';
import { decodeButton } from '../../src/telegram/callback-data.ts';
import { ENTITY_LIMIT, MESSAGE_TEXT_LIMIT } from '../../src/telegram/limits.ts';
import { facts, light } from './announcement-facts.ts';

const words = loadTexts().for('en');
const endless = '🦊 fox '.repeat(2_000);

function buttons(message: TextMessage): string[][] {
  for (const button of (message.keyboard ?? []).flat()) {
    expect(decodeButton('callback_data' in button ? button.callback_data : '')).toBeDefined();
  }
  return (message.keyboard ?? []).map((row) => row.map(({ text }) => text));
}

function times<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

describe('the question for approval', () => {
  it.each([
    [0, 'Nobody is subscribed to it yet, so no message would go out.'],
    [1, 'It would go out to one reader.'],
    [1_000_000, 'It would go out to 1,000,000 readers, which takes about 9 h 16 min.'],
  ])('names an audience of %i', (readers, end) => {
    const message = renderApproval(facts(), { readers, perSecond: 30 }, words);
    expect(message.text.text).toBe(`Grid by heart\nThis is how the article will look. ${end}`);
    expect(buttons(message)).toEqual([['Publish', 'Silent'], ['Not now']]);
  });

  it('leaves a way back when it is put off', () => {
    expect(renderPutOff(facts(), words)).toMatchObject({
      text: { rawText: 'Grid by heart\nNot now. It waits in /deliveries.' },
      keyboard: [],
    });
  });
});

describe('the question before a cancellation', () => {
  it.each([
    [{ total: 1, sent: 0 }, 'Cancel it? It has not gone out to its one reader yet.'],
    [{ total: 2, sent: 0 }, 'Cancel it? None of 2 readers has got it yet.'],
    [{ total: 3, sent: 1 }, 'Cancel it? One reader has got it, the other 2 would not.'],
    [{ total: 1_000_000, sent: 2 }, 'Cancel it? 2 readers have got it, the other 999,998 would not.'],
    [{ state: 'planning', total: 0 }, 'Cancel it? Nobody has got it yet.'],
  ] as const)('with %o says what it would mean', (more, question) => {
    const message = renderCancelQuestion(facts(more), words);
    expect(message.text.text).toBe(`Grid by heart\n${question}`);
    expect(buttons(message)).toEqual([['Yes, cancel it', 'No, go back']]);
  });

  it('asks whether to give up what has not begun', () => {
    expect(renderCancelQuestion(facts({ state: 'held' }), words).text.text).toContain('Leave it unannounced?');
  });
});

describe('articles that are no fresh news', () => {
  const date = new Date('2026-01-02T00:00:00Z');

  it('are asked about one by one', () => {
    const message = renderHeld([{ title: 'Grid', date }], 1_700_000_000_000, words);
    expect(message.text.text).toBe(
      [
        'An article appeared while I was away, and it is not fresh any more:',
        '• Grid (2 January 2026)',
        'Shall I announce it?',
      ].join('\n\n'),
    );
    expect(buttons(message)).toEqual([['Send it', 'Mark as seen']]);
  });

  it('are asked about all at once, the first eight by name', () => {
    const message = renderHeld(
      times(10, (index) => ({ title: `Article ${index}`, date: index === 1 ? undefined : date })),
      1_700_000_000_000,
      words,
    );
    const lines = message.text.text.split('\n');
    expect(lines[0]).toBe('10 articles appeared while I was away, and they are not fresh any more:');
    expect(lines.slice(2, 4)).toEqual(['• Article 0 (2 January 2026)', '• Article 1']);
    expect(lines.slice(-4)).toEqual(['• Article 7 (2 January 2026)', 'and 2 more', '', 'Shall I announce them?']);
    expect(buttons(message)).toEqual([['Send all', 'Only the newest'], ['Mark as seen']]);
  });

  it.each([
    ['all', 1, 'Grid is being announced.'],
    ['all', 7, 'All 7 are being announced.'],
    ['newest', 7, 'Grid is being announced, the others count as seen.'],
    ['seen', 1, 'Grid counts as seen. Nobody is told of it.'],
    ['seen', 7, 'All 7 count as seen. Nobody is told of them.'],
  ] as const)('%s of %i', (choice, count, text) => {
    expect(renderHeldOutcome(choice, count, 'Grid', words).text.text).toBe(text);
  });
});

describe('articles whose files are gone', () => {
  it.each([
    [0, 'The file of Grid is gone. Nobody has got the article yet.'],
    [1, 'The file of Grid is gone. One reader has got the article and keeps it, unless you want it taken back.'],
    [
      1_000_000,
      'The file of Grid is gone. 1,000,000 readers have got the article and keep it, unless you want it taken back.',
    ],
  ])('sent to %i', (sent, text) => {
    const message = renderMissing([{ title: 'Grid', sent }], 1, 1_700_000_000_000, words);
    expect(message.text.text).toBe(text);
    expect(buttons(message)).toEqual([['Leave it', 'Retract it']]);
  });

  it('are asked about all at once', () => {
    const message = renderMissing(
      times(8, (index) => ({ title: `Article ${index}`, sent: index })),
      9,
      1_700_000_000_000,
      words,
    );
    const lines = message.text.text.split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'The files of 9 announced articles are gone:',
      '',
      '• Article 0, which nobody has got yet',
      '• Article 1, which one reader has got',
      '• Article 2, which 2 readers have got',
    ]);
    expect(lines.at(-3)).toBe('and one more');
    expect(buttons(message)).toEqual([['Leave them', 'Retract them']]);
  });

  it.each([
    ['leave', 1, 'Grid stays with the readers who got it.'],
    ['leave', 2, 'Both stay with the readers who got them.'],
    ['retract', 1, 'Grid is being taken back.'],
    ['retract', 2, 'Both are being taken back.'],
  ] as const)('%s of %i', (choice, count, text) => {
    expect(renderMissingOutcome(choice, count, 'Grid', words).text.text).toBe(text);
  });
});

describe('the list of deliveries', () => {
  it('tells how each stands', () => {
    const message = renderDeliveries(
      [
        facts({ state: 'held', total: 0, title: 'Held' }),
        facts({ state: 'planning', total: 0, title: 'Planned' }),
        facts({ sent: 1_000, total: 1_000_000 }),
        facts({ state: 'paused', sent: 3 }),
        facts({ state: 'finished', sent: 990 }),
        facts({ state: 'finished', total: 0 }),
        facts({ state: 'cancelled', total: 0 }),
        facts({ state: 'cancelled', total: 0, opensAt: undefined }),
        facts({ state: 'retracted', sent: 1_000 }),
      ],
      words,
    );
    expect(message.text.text.match(/^[A-Z][^\d\n]*(?: · .*)$/gm)).toEqual([
      'Waits for your word · 5 March 2026',
      'Being prepared · 5 March 2026',
      'Under way · 1,000 of 1,000,000 sent · 5 March 2026',
      'Paused · 3 of 1,000 sent · 5 March 2026',
      'Finished · 990 of 1,000 sent · 5 March 2026',
      'Finished · nobody is subscribed · 5 March 2026',
      'Cancelled · 5 March 2026',
      'Not announced · 5 March 2026',
      'Retracted · 1,000 of 1,000 sent · 5 March 2026',
    ]);
    expect(buttons(message)).toEqual([
      ['1', '2', '3', '4', '5'],
      ['6', '7', '8', '9'],
    ]);
  });

  it('is empty at first', () => {
    const message = renderDeliveries([], words);
    expect(message.text.text).toContain('Nothing has been announced yet.');
    expect(buttons(message)).toEqual([]);
  });
});

describe('the report on a delivery', () => {
  it('tells the reasons, what can be done and the way back', () => {
    const finished = facts({ state: 'finished', sent: 997, failed: 1, gone: 2, open: 0 });
    const reasons = [
      { state: 'gone', reason: '403: Forbidden: bot was blocked by the user', count: 2 },
      { state: 'failed', reason: '400: Bad Request', count: 1 },
    ] as const;
    const message = renderDeliveryReport(finished, { reasons }, light(), words);
    expect(message.text.text.split('\n\n')[1]).toBe(
      [
        'Who did not get it, and why:',
        '2 gone: 403: Forbidden: bot was blocked by the user',
        '1 failed: 400: Bad Request',
      ].join('\n'),
    );
    expect(buttons(message)).toEqual([['Retry failed'], ['‹ All deliveries']]);
  });

  it.each(['planning', 'running', 'paused'] as const)('can be fetched anew while the delivery is %s', (state) => {
    const message = renderDeliveryReport(facts({ state }), { reasons: [] }, light(), words);
    expect(buttons(message).at(-1)).toEqual(['‹ All deliveries', 'Refresh']);
  });

  it.each(['held', 'approval'] as const)('lets the author decide on one in %s', (state) => {
    const audience = { readers: 270, perSecond: 27 };
    const message = renderDeliveryReport(facts({ state, total: 0 }), { reasons: [], audience }, light(), words);
    expect(message.text.text).toBe(
      'Grid by heart\nIt waits for your word.\nIt would go out to 270 readers, which takes about 10 s.',
    );
    expect(buttons(message)).toEqual([['Publish', 'Silent', 'Leave it'], ['‹ All deliveries']]);
  });
});

it.each<[string, TextMessage]>([
  [
    'held',
    renderHeld(
      times(50, () => ({ title: endless, date: undefined })),
      1,
      words,
    ),
  ],
  [
    'missing',
    renderMissing(
      times(50, () => ({ title: endless, sent: 1_000_000 })),
      1_000_000,
      1,
      words,
    ),
  ],
  ['approval', renderApproval(facts({ title: endless }), { readers: 1_000_000, perSecond: 0 }, words)],
  ['cancel', renderCancelQuestion(facts({ title: endless }), words)],
  [
    'list',
    renderDeliveries(
      times(10, (id) => facts({ id: id + 1, title: endless })),
      words,
    ),
  ],
  [
    'report',
    renderDeliveryReport(
      facts({ title: endless }),
      { reasons: times(20, () => ({ state: 'failed', reason: endless, count: 1_000_000 })) },
      light(),
      words,
    ),
  ],
])('%s keeps to the limits of a message', (_, { text }) => {
  expect(text.text.length).toBeLessThanOrEqual(MESSAGE_TEXT_LIMIT);
  expect(text.entities.length).toBeLessThan(ENTITY_LIMIT);
});
