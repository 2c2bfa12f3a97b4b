import MarkdownIt from 'markdown-it';
import type { Article } from '../src/catalog/article.ts';
import { createCatalog } from '../src/catalog/create-catalog.ts';
import { loadTexts, type Words } from '../src/locales/texts.ts';
import type { Logger } from '../src/log.ts';
import { createArticlePages, LONG_FROM, openOnce } from '../src/reading/article-pages.ts';
import type { ReadingText } from '../src/reading/reading-text.ts';
import type { PageForm } from '../src/render/article-page.ts';
import { type Stalls, stallsOf } from './heartbeat.ts';
import { collectGarbage, type Figure, figure } from './measure.ts';
import { oddBooks } from './odd-books.ts';
import { sampleArticle } from './sample-articles.ts';
import { silentLog } from './silent-log.ts';

const ARTICLES = 1_000;
const ARTICLE_CHARACTERS = 10_000;
const BOOK_CHARACTERS = 850_000;
const SPEED_RUNS = { articles: 3, book: 5 } as const;
const STALL_RUNS = { mixed: 3, odd: 1 } as const;
const WARMING = 100;
const IDLE_MS = 1_000;
const SURROUNDINGS = {
  catalog: createCatalog([], new Date()),
  site: { url: 'https://example.org', template: '{site}/{slug}' },
  botUsername: 'notes_bot',
  contentFolders: [],
};

/** Articles as pages of both forms, as fast as the bare parser lets them be, and how long a book holds up others. */
export async function benchRender(): Promise<Figure[]> {
  const words = loadTexts().for();
  const articles = Array.from({ length: ARTICLES }, (_, index) => article(mixedText(index + 1, ARTICLE_CHARACTERS)));
  const book = article(mixedText(1, BOOK_CHARACTERS));
  await measure(articles.slice(0, WARMING), words);
  return [
    ...(await speeds(`${ARTICLES} articles of 10 KB`, articles, words, SPEED_RUNS.articles)),
    ...(await speeds('one of 850 KB', [book], words, SPEED_RUNS.book)),
    ...(await stalls(book, words)),
  ];
}

const KINDS = ['bare markdown-it', 'rich', 'classic'] as const;
const bare = new MarkdownIt({ html: true, linkify: true });

/** Seconds that passed, and seconds of the processor, which other programs lengthen less. */
type Seconds = Readonly<Record<'wall' | 'cpu', number>>;

async function measure(articles: readonly Article[], words: Words): Promise<Record<(typeof KINDS)[number], Seconds>> {
  const works = {
    'bare markdown-it': async () => {
      for (const { body } of articles) bare.parse(body, {});
    },
    rich: () => renderAll(articles, words, 'rich'),
    classic: () => renderAll(articles, words, 'classic'),
  };
  const results: Partial<Record<(typeof KINDS)[number], Seconds>> = {};
  for (const kind of KINDS) {
    collectGarbage();
    const [startedAt, before] = [performance.now(), process.cpuUsage()];
    await works[kind]();
    const { user, system } = process.cpuUsage(before);
    results[kind] = { wall: (performance.now() - startedAt) / 1e3, cpu: (user + system) / 1e6 };
  }
  return results as Record<(typeof KINDS)[number], Seconds>;
}

/** The parser and both forms in turns, so that what slows the machine for a while slows them all. */
async function speeds(name: string, articles: readonly Article[], words: Words, runs: number): Promise<Figure[]> {
  const megabytes = articles.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0) / 1e6;
  const rounds: Awaited<ReturnType<typeof measure>>[] = [];
  while (rounds.length < runs) rounds.push(await measure(articles, words));
  return KINDS.flatMap((kind) => {
    const per = (amount: number, clock: keyof Seconds, of = kind) => rounds.map((round) => amount / round[of][clock]);
    const figureOf = (clock: keyof Seconds, what: string) => {
      const baseline = figure(KINDS[0], 'MB/s', per(megabytes, clock, KINDS[0]));
      return figure(`${name}, ${kind}${what}`, 'MB/s', per(megabytes, clock), kind === KINDS[0] ? undefined : baseline);
    };
    const perSecond = figure(`${name}, ${kind}`, '/s', per(articles.length, 'wall'));
    const figures = [figureOf('wall', ''), figureOf('cpu', ', of the processor')];
    return articles.length > 1 ? [perSecond, ...figures] : figures;
  });
}

async function renderAll(articles: readonly Article[], words: Words, form: PageForm): Promise<void> {
  for (const each of articles) await allPages(await openOnce(each, words, SURROUNDINGS), form);
}

async function allPages(text: ReadingText, form: PageForm): Promise<void> {
  for (let page = 1; page <= text.pages; page++) await text.messages(page, form);
}

/** How long nobody else was served while a reader opened a book and saw its first and last page. */
async function stalls(book: Article, words: Words): Promise<Figure[]> {
  const idle = await stallsOf(() => new Promise((resolve) => setTimeout(resolve, IDLE_MS)));
  // What the machine itself does to a program that does nothing.
  const figures: Figure[] = [figure('nothing to do: longest stall', 'ms', [idle.wallMs])];
  const books = [['mixed text', book.body] as const, ...oddBooks(BOOK_CHARACTERS)];
  for (const [index, [name, body]] of books.entries()) {
    const runs: (Stalls & { readonly ms: number })[] = [];
    while (runs.length < (index === 0 ? STALL_RUNS.mixed : STALL_RUNS.odd)) runs.push(await openBook(body, words));
    const add = (what: string, value: (run: (typeof runs)[number]) => number) =>
      figures.push(figure(`850 KB, ${name}: ${what}`, 'ms', runs.map(value)));
    add('longest stall', ({ wallMs }) => wallMs);
    add('of the processor', ({ ownMs }) => ownMs);
    add('until shown', ({ ms }) => ms);
  }
  return [...figures, ...(await shortStalls(words))];
}

/** The same for what is just short enough to be prepared without another thread, the worst of the odd texts. */
async function shortStalls(words: Words): Promise<Figure[]> {
  const runs: Stalls[] = [];
  for (const [, body] of oddBooks(LONG_FROM - 1_000)) runs.push(await openBook(body, words));
  return [
    figure('short of a thread: longest stall', 'ms', [Math.max(...runs.map(({ wallMs }) => wallMs))]),
    figure('short of a thread: of the processor', 'ms', [Math.max(...runs.map(({ ownMs }) => ownMs))]),
  ];
}

async function openBook(body: string, words: Words): Promise<Stalls & { readonly ms: number }> {
  let failure: unknown;
  // A book that could not be prepared is shown as bare text, which is no measure of anything.
  const warn: Logger['warn'] = (_message, fields) => {
    failure = fields?.error;
  };
  const pages = createArticlePages({
    ...SURROUNDINGS,
    catalog: () => SURROUNDINGS.catalog,
    log: { ...silentLog, warn },
  });
  collectGarbage();
  const startedAt = performance.now();
  let ms = 0;
  const found = await stallsOf(async () => {
    const text = await pages.open(article(body), words);
    for (const form of ['rich', 'classic'] as const) {
      await text.messages(1, form);
      await text.messages(text.pages, form);
    }
    ms = performance.now() - startedAt;
  });
  await pages.close();
  if (failure !== undefined) throw new Error('a book could not be prepared', { cause: failure });
  return { ...found, ms };
}

/** Text of the sample articles, as much as asked for. */
function mixedText(seed: number, characters: number): string {
  const parts: string[] = [];
  for (let length = 0, number = seed; length < characters; number += ARTICLES) {
    const { body } = sampleArticle(number);
    parts.push(body);
    length += body.length + 2;
  }
  return parts.join('\n\n').slice(0, characters);
}

let count = 0;
function article(body: string): Article {
  count += 1;
  return {
    id: `a${count}` as Article['id'],
    key: `a${count}`,
    contentHash: String(count),
    file: `content/a${count}.md`,
    path: `/content/a${count}.md`,
    slug: `a${count}`,
    title: 'A title',
    description: '',
    tags: [],
    announce: true,
    readingMinutes: 1,
    body,
    mdx: false,
  };
}
