import { Bot } from 'grammy';
import type { InlineQueryResultArticle, InlineQueryResultsButton, Update, UserFromGetMe } from 'grammy/types';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createInlineSearch } from '../../src/bot/features/inline-search.ts';
import type { ParsedArticle } from '../../src/catalog/article.ts';
import { assignIds } from '../../src/catalog/assign-ids.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { loadTexts } from '../../src/locales/texts.ts';
import { parseDeepLink } from '../../src/render/site-links.ts';
import { createSearchIndex } from '../../src/search/search-index.ts';
import type { SoughtNow } from '../../src/store/sought-words.ts';
import { parsedArticle } from '../catalog/parsed.ts';
import { keepLog } from '../playground/setup.ts';
import { createFakeClock } from '../telegram/fake-clock.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const TOKEN = '42:NOT-A-REAL-TOKEN';
const ME = { id: 42, is_bot: true, first_name: 'Work Notes', username: 'notes_bot' } as UserFromGetMe;
const TOO_OLD = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
const PICTURE = 'https://pictures.example/cover.jpg';

interface Answer {
  readonly results: readonly InlineQueryResultArticle[];
  readonly next_offset: string;
  readonly cache_time: number;
  readonly is_personal: boolean;
  readonly button?: InlineQueryResultsButton;
}

interface Setting {
  readonly shown?: (catalog: Catalog) => Catalog;
  readonly languages?: readonly string[];
  /** What Telegram says to an answer; it takes it when nothing is said. */
  readonly refuse?: (answer: Answer) => string | undefined;
}

/** The inline feature over these articles, with a real index, and what it answers Telegram. */
async function inlineOver(articles: readonly ParsedArticle[], { shown, languages, refuse }: Setting = {}) {
  const catalog = createCatalog(assignIds(articles, []).articles, NOW);
  const search = createSearchIndex();
  onTestFinished(() => search.close());
  await search.update(catalog);
  const { log, lines } = keepLog();
  const texts = { ...loadTexts(), ...(languages === undefined ? {} : { languages }) };
  const bot = new Bot(TOKEN, { botInfo: ME });
  const answers: Answer[] = [];
  bot.api.config.use(async (_prev, method, payload) => {
    expect(method).toBe('answerInlineQuery');
    const answer = payload as unknown as Answer;
    answers.push(answer);
    const description = refuse?.(answer);
    return description === undefined
      ? { ok: true, result: true as never }
      : { ok: false, error_code: 400, description };
  });
  const clock = createFakeClock(NOW);
  const sought: SoughtNow[] = [];
  const stopping = new AbortController();
  const note = async (now: SoughtNow) => void sought.push(now);
  bot.use(
    createInlineSearch({
      ...{ catalog: () => shown?.(catalog) ?? catalog, search, texts, log },
      ...{ now: clock.now, sleep: clock.sleep, stopping: stopping.signal },
      store: { soughtWords: { note } },
    }),
  );
  const ask = async (query: string, offset = ''): Promise<Answer> => {
    const from = { id: 7, is_bot: false, first_name: 'Mia', language_code: 'en' };
    await bot.handleUpdate({ update_id: 1, inline_query: { id: '1', from, query, offset } } as Update);
    return answers.at(-1) as Answer;
  };
  const askAll = async (query: string): Promise<Answer[]> => {
    const pages = [await ask(query)];
    while (pages.at(-1)?.next_offset !== '') pages.push(await ask(query, pages.at(-1)?.next_offset));
    return pages;
  };
  return { ask, askAll, answers, catalog, search, log: lines, clock, sought, stopping };
}

const titles = ({ results }: Answer) => results.map(({ title }) => title);
const ids = (pages: readonly Answer[]) => pages.flatMap(({ results }) => results.map(({ id }) => id));

/** Articles of falling age, each one with the word `streams`, more often the older it is. */
function blog(count: number): ParsedArticle[] {
  return Array.from({ length: count }, (_, at) =>
    parsedArticle({
      slug: `part-${at}`,
      title: `Part ${at}`,
      date: new Date(NOW.getTime() - at * 3_600_000),
      body: `Words of number ${at}. ${'All about streams. '.repeat(1 + (at % 7))}`,
    }),
  );
}

const KAFKA = parsedArticle({
  slug: 'kafka',
  title: 'Kafka in production',
  description: 'What to watch.',
  tagNames: ['kafka', 'python'],
  readingMinutes: 7,
  cover: { kind: 'url', url: PICTURE },
  body: `${'Long words of introduction come before anything else is said. '.repeat(20)} Partitions keep the order.`,
});
const CSS = parsedArticle({ slug: 'css', title: 'Grid in practice', description: 'Rows and columns.' });

describe('inline mode', () => {
  it.each([
    ['offers the newest articles for no words', ' ', 30],
    ['offers what a search finds', 'streams', 300],
  ])('%s, each once and in order, to the end', async (_name, query, cacheSeconds) => {
    const { askAll, catalog, search } = await inlineOver(blog(47));
    const pages = await askAll(query);
    const found = search.search(query, { limit: 100, offset: 0 }).hits;
    const expected = (query.trim() === '' ? catalog.articles : found).map(({ id }) => id);
    expect(expected).toHaveLength(47);
    expect(ids(pages)).toEqual(expected);
    expect(pages.map(({ results }) => results.length)).toEqual([20, 20, 7]);
    expect(pages.map((page) => page.next_offset)).toEqual(['20', '40', '']);
    for (const page of pages) expect(page).toMatchObject({ cache_time: cacheSeconds, is_personal: false });
    for (const page of pages) expect(page).not.toHaveProperty('button');
  });

  it.each(['-1', '1.5', 'x', '20 ', '٢٠', '1e3', '9'.repeat(64), 'Infinity'])(
    'ends the list at the offset %j, which is none of its own',
    async (offset) => {
      const { ask } = await inlineOver(blog(30));
      expect(await ask('', offset)).toMatchObject({ results: [], next_offset: '' });
      expect(await ask('streams', offset)).toMatchObject({ results: [], next_offset: '' });
    },
  );

  it('has nothing to say beyond the end', async () => {
    const { ask } = await inlineOver(blog(30));
    for (const query of ['', 'streams', 'zebrafish']) {
      expect(await ask(query, '999999')).toMatchObject({ results: [], next_offset: '' });
    }
  });

  it('shows where the words were found, minutes, tags and a picture, and posts the card', async () => {
    const { ask, catalog } = await inlineOver([KAFKA, CSS]);
    const { results } = await ask('partitions');
    const [id] = catalog.articles.filter(({ slug }) => slug === 'kafka').map((article) => article.id);
    expect(results).toEqual([
      {
        type: 'article',
        id,
        title: 'Kafka in production',
        description: expect.stringMatching(/^7 min read · kafka, python\n….{0,30}Partitions keep the order\.$/),
        thumbnail_url: PICTURE,
        input_message_content: {
          message_text: expect.stringMatching(/^Kafka in production\n\nWhat to watch\./),
          entities: [expect.objectContaining({ type: 'bold', offset: 0 })],
          link_preview_options: { is_disabled: true },
        },
        reply_markup: {
          inline_keyboard: [[{ text: 'Read in the bot', url: `https://t.me/notes_bot?start=a_${id}` }]],
        },
      },
    ]);
  });

  it.each([
    [['kubernetes', 'envoy', 'api-gateway', 'devops'], '7 min read · kubernetes, envoy +2'],
    [['software engineering', 'technical debt', 'law'], '7 min read · software engineering +2'],
    [['a tag that is far too long for one line of a phone'], '7 min read · a tag that is far too long for…'],
    [[], '7 min read'],
  ])('names as many tags as stand in full in one line: %j', async (tagNames, line) => {
    const { ask } = await inlineOver([parsedArticle({ slug: 'a', title: 'A', readingMinutes: 7, tagNames })]);
    expect((await ask('')).results[0]?.description?.split('\n')[0]).toBe(line);
  });

  it.each([
    ['a file', { kind: 'file', path: '/content/cover.png' }],
    ['a drawing', { kind: 'url', url: 'https://pictures.example/cover.svg' }],
    ['at an address of one machine', { kind: 'url', url: 'http://localhost/cover.png' }],
  ] as const)('shows no cover that is %s', async (_name, cover) => {
    const { ask } = await inlineOver([parsedArticle({ slug: 'a', title: 'Pictured', cover })]);
    expect((await ask('')).results[0]).not.toHaveProperty('thumbnail_url');
  });

  it('keeps within what Telegram takes, whatever articles hold', async () => {
    const long = 'Donaudampfschifffahrt '.repeat(500);
    const { ask } = await inlineOver([parsedArticle({ slug: 'a', title: long, description: long, tagNames: [long] })]);
    const [result] = (await ask('donaudampfschifffahrt')).results;
    expect(result?.title.length).toBeLessThanOrEqual(200);
    expect(result?.description?.length).toBeLessThanOrEqual(200);
    expect(JSON.stringify(result?.input_message_content).length).toBeLessThan(2_000);
  });

  it('leaves out hits that the catalogue does not have any more, and pages on', async () => {
    const gone = new Set(['part-3', 'part-30']);
    const shown = (catalog: Catalog): Catalog => ({
      ...catalog,
      article: (id) => {
        const article = catalog.article(id);
        return article === undefined || gone.has(article.slug) ? undefined : article;
      },
    });
    const { askAll } = await inlineOver(blog(47), { shown });
    const pages = await askAll('streams');
    expect(new Set(ids(pages)).size).toBe(45);
    expect(pages).toHaveLength(3);
  });
});

describe('the button above inline results', () => {
  it.each([
    ['nothing is found', 'zebrafish', 'Nothing found – search in the bot', 'zebrafish'],
    ['nothing was asked', '%%', 'Nothing found – search in the bot', '%%'],
    ['another word was looked for', 'partitoins', 'Searched for “partitions”', 'partitions'],
    ['a phrase is nowhere', '"order partitions"', 'No article has these exact words', '"order partitions"'],
    ['a word is missing everywhere', 'kafka zebrafish', 'No article has all of these words', 'kafka zebrafish'],
  ])('says that %s, and leads on', async (_name, query, text, words) => {
    const { ask } = await inlineOver([KAFKA, CSS]);
    const { button } = await ask(query);
    expect(button?.text).toBe(text);
    expect(parseDeepLink(button?.start_parameter ?? '')).toEqual({ kind: 'search', query: words });
  });

  it('leads to the question for words when a link cannot hold them', async () => {
    const { ask } = await inlineOver([KAFKA]);
    const { button } = await ask('zebrafish '.repeat(8));
    expect(parseDeepLink(button?.start_parameter ?? '')).toEqual({ kind: 'search', query: '' });
  });

  it('stands over guesses that are named so', async () => {
    const { ask } = await inlineOver([KAFKA, CSS]);
    const answer = await ask('kafkaesque');
    expect(titles(answer)).toEqual(['Kafka in production']);
    expect(answer.results[0]?.description).toMatch(/\nA guess, as nothing fits your words\. What to watch\.$/);
    expect(answer).toMatchObject({ cache_time: 30, next_offset: '', button: { text: /^Nothing found/ } });
  });
});

describe('an inline answer', () => {
  it('is for one person when there are several languages', async () => {
    const { ask } = await inlineOver([KAFKA], { languages: ['en', 'ru'] });
    expect(await ask('kafka')).toMatchObject({ is_personal: true });
  });

  it('is given again without pictures when Telegram refuses one', async () => {
    const { ask, answers, log } = await inlineOver([KAFKA], {
      refuse: ({ results }) =>
        results.some(({ thumbnail_url }) => thumbnail_url) ? 'Bad Request: WEBDOCUMENT_URL_INVALID' : undefined,
    });
    const { results } = await ask('kafka');
    expect(results).toHaveLength(1);
    expect(results[0]).not.toHaveProperty('thumbnail_url');
    expect(answers).toHaveLength(2);
    expect(log).toMatchObject([{ level: 'warn' }]);
  });

  it('that is refused for another reason is an error, once', async () => {
    const { ask, answers } = await inlineOver([KAFKA], { refuse: () => 'Bad Request: RESULT_ID_INVALID' });
    await expect(ask('kafka')).rejects.toThrow('RESULT_ID_INVALID');
    expect(answers).toHaveLength(2);
  });

  it('that comes too late is no error', async () => {
    const { ask, log } = await inlineOver([KAFKA], { refuse: () => TOO_OLD });
    await ask('kafka');
    expect(log).toEqual([]);
  });
});

describe('what is typed after the bot’s name', () => {
  const READ_MS = 3_000;

  it('is counted where its writer stops, once, and not on the way there', async () => {
    const { ask, clock, sought } = await inlineOver([KAFKA]);
    for (const words of ['k', 'ka', 'kafka', 'kafka stremas']) {
      await ask(words);
      await clock.advance(READ_MS - 1);
    }
    expect(sought).toEqual([]);
    await clock.advance(1);
    expect(sought).toEqual([{ words: 'kafka stremas', hits: 1, complete: 0 }]);
    await ask('kubernetes');
    await clock.advance(READ_MS);
    await ask('kubernetes', '20');
    await clock.advance(10 * READ_MS);
    expect(sought.slice(1)).toEqual([{ words: 'kubernetes', hits: 0, complete: 0 }]);
  });

  it('is not counted when it is taken back, is a link, or the bot stops before', async () => {
    const { ask, clock, sought, stopping } = await inlineOver([KAFKA]);
    for (const next of ['', 'https://t.me/notes_bot?start=a_kafka']) {
      await ask('kafka');
      await ask(next);
      await clock.advance(READ_MS);
    }
    await ask('kafka');
    stopping.abort();
    await clock.advance(READ_MS);
    expect(sought).toEqual([]);
  });
});
