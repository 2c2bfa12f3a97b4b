import { describe, expect, it } from 'vitest';
import type { ArticleId, ParsedArticle } from '../../src/catalog/article.ts';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import type { ClaimedReminder } from '../../src/delivery/ports/reminders.ts';
import { createTiming } from '../../src/delivery/reader-timing.ts';
import { createReminderComposer } from '../../src/delivery/reminders-composer.ts';
import { createEvenings } from '../../src/delivery/reminders-evening.ts';
import { loadTexts } from '../../src/locales/texts.ts';
import type { OutgoingMessage } from '../../src/render/message.ts';
import { sampleArticle } from '../render/sample-article.ts';

const texts = loadTexts();
const COVER = { cover: { kind: 'url', url: 'https://a.bc/d.png' } } as const;

function render(articles: Readonly<Record<string, Partial<ParsedArticle>>>, ids: readonly string[], hour = 19) {
  const listed = Object.entries(articles).map(([name, overrides]) => {
    const id = name as ArticleId;
    const { tags: _tags, ...plain } = sampleArticle({ id, title: `Title ${name}` });
    return { ...plain, naturalId: id, tagNames: [], draft: false, ...overrides };
  });
  const now = new Date(Date.UTC(2026, 0, 1, hour));
  const catalog = createCatalog(listed, now);
  const compose = createReminderComposer({
    ...{ catalog: () => catalog, texts, evenings: createEvenings('UTC', createTiming('UTC')), now: () => now },
    place: async (_chat, id) => (id === 'begun' ? { page: 3, pages: 7, finished: false } : undefined),
    url: ({ id }) => `https://site.example/${id}`,
  });
  return compose({ articleIds: ids, languageCode: 'en', timezone: undefined } as unknown as ClaimedReminder);
}

const textOf = (message: OutgoingMessage | undefined) =>
  message?.kind === 'photo' ? message.caption.rawText : (message?.text.rawText ?? '');
const labelsOf = (message: OutgoingMessage | undefined) =>
  message?.keyboard?.map((row) => row.map(({ text }) => text).join(' | '));

describe('the message of a reminder', () => {
  it('is the article’s card below a line, with its cover, as text, and bare', async () => {
    const ladder = await render({ a: COVER }, ['a']);
    expect(ladder?.map(({ kind }) => kind)).toEqual(['photo', 'text', 'text']);
    for (const message of ladder ?? []) {
      expect(textOf(message)).toMatch(/^You wanted to read this tonight\.\n\nTitle a\n/);
      expect(labelsOf(message)).toEqual(['Read here | Open on site', '✓ Saved']);
    }
  });

  it('leads on to the page where the reader is', async () => {
    const [message] = (await render({ begun: {} }, ['begun'])) ?? [];
    expect(labelsOf(message)?.join()).toContain('3/7');
  });

  it('keeps within a caption, however long the description', async () => {
    const [photo] = (await render({ a: { ...COVER, description: 'word '.repeat(2_000) } }, ['a'])) ?? [];
    expect(textOf(photo).length).toBeLessThanOrEqual(1_024);
    expect(textOf(photo).length).toBeGreaterThan(900);
  });

  it('is a list for several articles, with a button for each', async () => {
    const ladder = await render({ a: COVER, b: {} }, ['b', 'a']);
    expect(ladder?.map(({ kind }) => kind)).toEqual(['text', 'text']);
    expect(textOf(ladder?.[0])).toMatch(/^You wanted to read these tonight\.\n\n1\. .*Title b[\s\S]*2\. .*Title a/);
    expect(labelsOf(ladder?.[0])).toEqual(['1 | 2']);
  });

  it('does not speak of tonight in the morning', async () => {
    expect(textOf((await render({ a: {} }, ['a'], 8))?.[0])).toMatch(/^You wanted to read this\.\n/);
    expect(textOf((await render({ a: {}, b: {} }, ['a', 'b'], 8))?.[0])).toMatch(/^You wanted to read these\.\n/);
  });

  it('leaves out what has left the catalogue, and there is none when nothing remains', async () => {
    const [message] = (await render({ a: {} }, ['gone', 'a'])) ?? [];
    expect(textOf(message)).toMatch(/^You wanted to read this tonight\.\n\nTitle a/);
    expect(await render({ a: {} }, ['gone'])).toBeUndefined();
  });
});
