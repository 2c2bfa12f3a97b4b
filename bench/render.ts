import MarkdownIt from 'markdown-it';
import type { Article } from '../src/catalog/article.ts';
import { createCatalog } from '../src/catalog/create-catalog.ts';
import { loadTexts, type Words } from '../src/locales/texts.ts';
import { createArticlePages, openOnce } from '../src/reading/article-pages.ts';
import type { ReadingText } from '../src/reading/reading-text.ts';
import type { PageForm } from '../src/render/article-page.ts';
import { type Figure, figure, repeatTimed, timed } from './measure.ts';
import { oddBooks } from './odd-books.ts';
import { sampleArticle } from './sample-articles.ts';
import { silentLog } from './silent-log.ts';

const ARTICLES = 1_000;
const ARTICLE_CHARACTERS = 10_000;
const BOOK_CHARACTERS = 850_000;
const RUNS = 3;
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
  return [
    ...(await speeds(`${ARTICLES} articles of 10 KB`, articles, words)),
    ...(await speeds('one of 850 KB', [book], words)),
    ...(await stalls(book, words)),
  ];
}

async function speeds(name: string, articles: readonly Article[], words: Words): Promise<Figure[]> {
  const megabytes = articles.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0) / 1e6;
  const measure = async (work: () => Promise<void>) => {
    const seconds = (await repeatTimed(RUNS, work)).map(({ ms }) => ms / 1_000);
    return { perSecond: seconds.map((each) => articles.length / each), speed: seconds.map((each) => megabytes / each) };
  };
  const bare = new MarkdownIt({ html: true, linkify: true });
  const limit = await measure(async () => {
    for (const { body } of articles) bare.parse(body, {});
  });
  const parser = figure('bare markdown-it', 'MB/s', limit.speed);
  const figures = [{ ...parser, what: `${name}, bare markdown-it` }];
  for (const form of ['rich', 'classic'] as const) {
    const { perSecond, speed } = await measure(async () => {
      for (const each of articles) await allPages(await openOnce(each, words, SURROUNDINGS), form);
    });
    if (articles.length > 1) figures.push(figure(`${name}, ${form}`, '/s', perSecond));
    figures.push(figure(`${name}, ${form}`, 'MB/s', speed, parser));
  }
  return figures;
}

async function allPages(text: ReadingText, form: PageForm): Promise<void> {
  for (let page = 1; page <= text.pages; page++) await text.messages(page, form);
}

/** The longest time in which nobody else was served while a reader opened a book and saw its first and last page. */
async function stalls(book: Article, words: Words): Promise<Figure[]> {
  const idle: number[] = [];
  while (idle.length < RUNS)
    idle.push((await timed(() => new Promise((resolve) => setTimeout(resolve, IDLE_MS)))).stallMs);
  // What the machine itself does to a program that does nothing.
  const figures: Figure[] = [figure('nothing to do: longest stall', 'ms', idle)];
  const books = [['mixed text', book.body] as const, ...oddBooks(BOOK_CHARACTERS)];
  for (const [name, body] of books) {
    const values: number[] = [];
    const opened: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const pages = createArticlePages({ ...SURROUNDINGS, catalog: () => SURROUNDINGS.catalog, log: silentLog });
      const { stallMs, ms } = await timed(async () => {
        const text = await pages.open(article(body), words);
        for (const form of ['rich', 'classic'] as const) {
          await text.messages(1, form);
          await text.messages(text.pages, form);
        }
      });
      await pages.close();
      values.push(stallMs);
      opened.push(ms);
    }
    figures.push(figure(`850 KB, ${name}: longest stall`, 'ms', values));
    figures.push(figure(`850 KB, ${name}: until shown`, 'ms', opened));
  }
  return figures;
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
