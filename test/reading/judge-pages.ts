import type { Article } from '../../src/catalog/article.ts';
import type { Block } from '../../src/markdown/document.ts';
import { atOnce } from '../../src/markdown/steps.ts';
import { readRichMessage } from '../../src/playground/api/rich/message.ts';
import { openOnce } from '../../src/reading/article-pages.ts';
import type { Surroundings } from '../../src/reading/create-reading-text.ts';
import { pageSteps } from '../../src/reading/prepared-article.ts';
import type { ReadingText } from '../../src/reading/reading-text.ts';
import type { ArticlePage } from '../../src/render/article-page.ts';
import type { PageMessage, RichMessage } from '../../src/render/message.ts';
import { mediaOf, toPayload } from '../../src/telegram/payload.ts';
import { emptyAccount, PNG } from '../playground/rich-input.ts';
import { type ClassicMessage, validateClassic, validatePlain } from '../render/validate-classic.ts';
import { textOfRich, violationsOf } from '../render/validate-rich.ts';
import { words } from './sample-reading.ts';

/** What becomes of an article when all its pages are sent in every form. */
export interface Judged {
  /** What Telegram would refuse, and what is over the size of a page; none for a good article. */
  readonly faults: readonly string[];
  readonly pages: readonly ArticlePage[];
  /** The text of each page, without the title and the list of contents. */
  readonly rich: readonly string[];
  readonly classic: readonly string[];
  readonly plain: readonly string[];
  /** What stands below the pictures of the classic form. */
  readonly captions: readonly string[];
}

// The size of a page, and of one that holds nothing but code, as the program promises it.
const PAGE = { characters: 8_000, code: 9_600, media: 15, blocks: 300 };
// Clients were seen to cut longer rich messages, whatever the program adds to a page.
const SHOWN_CHARACTERS = 12_000;

/** Sends an article's pages in all forms to the judges. */
export async function judgePages(article: Article, surroundings: Surroundings): Promise<Judged> {
  const text = await openOnce(article, words, surroundings);
  const { pages } = atOnce(pageSteps(article));
  const faults = pages.flatMap((page, at) => sizeFaults(page).map((fault) => `page ${at + 1}: ${fault}`));
  const judged = { rich: [] as string[], classic: [] as string[], plain: [] as string[], captions: [] as string[] };
  if (text.pages !== pages.length) faults.push(`${text.pages} pages and not ${pages.length}`);
  for (let page = 1; page <= text.pages; page++) {
    const note = (fault: string) => void faults.push(`page ${page} of ${text.pages}: ${fault}`);
    const [rich, ...more] = await text.messages(page, 'rich');
    if (rich?.kind !== 'rich' || more.length > 0) throw new Error('a page is one rich message');
    judgeRich(rich).forEach(note);
    judged.rich.push(textOfRich(withoutHead(rich, text, page)));
    for (const withoutMedia of await text.messages(page, 'rich', { withoutMedia: true })) {
      if (withoutMedia.kind === 'rich') judgeRich(withoutMedia).forEach(note);
    }
    const classic = await text.messages(page, 'classic');
    validateClassic(classic as readonly ClassicMessage[]).forEach(note);
    const plain = await text.messages(page, 'plain');
    validatePlain(plain as readonly ClassicMessage[]).forEach(note);
    for (const message of [...classic, ...plain]) asJson(message);
    judged.classic.push(withoutTitle(textOf(classic), text, page));
    judged.plain.push(withoutTitle(textOf(plain), text, page));
    judged.captions.push(...captionsOf(classic));
  }
  return { faults, pages, ...judged };
}

/** The messages of all pages as Telegram gets them, for comparing. */
export async function allPayloads(text: ReadingText): Promise<readonly string[]> {
  const payloads: string[] = [];
  for (let page = 1; page <= text.pages; page++) {
    for (const form of ['rich', 'classic', 'plain'] as const) {
      payloads.push(...(await text.messages(page, form)).map((message) => JSON.stringify(asJson(message))));
    }
  }
  return payloads;
}

function judgeRich(message: RichMessage): string[] {
  const faults = violationsOf({ blocks: [...message.blocks], is_rtl: message.isRtl }, message.files.length);
  const { length } = textOfRich(message.blocks);
  if (length > SHOWN_CHARACTERS) faults.push(`${length} characters shown`);
  const { rich_message } = asJson(message) as { readonly rich_message?: unknown };
  const uploads = new Map(message.files.map((file, place) => [`${place}`, { fileName: file, bytes: PNG }]));
  try {
    readRichMessage(rich_message, { account: emptyAccount(), uploads, signal: new AbortController().signal });
  } catch (error) {
    faults.push(`the playground: ${error}`);
  }
  return faults;
}

/** What is called with a message, after it has been through JSON. */
function asJson(message: PageMessage): unknown {
  const files = message.kind === 'rich' ? message.files : [];
  const media = mediaOf(message).map(({ source }) => {
    return source.kind === 'url' ? source.url : `attach://${Math.max(0, files.indexOf(source.path))}`;
  });
  const written = JSON.stringify(toPayload(message, media).payload);
  const read = JSON.parse(written) as unknown;
  if (JSON.stringify(read) !== written || !written.isWellFormed()) throw new Error('JSON changes the message');
  return read;
}

/** Counts a page by itself: all words of its nodes, each block, item and row, each picture. */
function sizeFaults(page: ArticlePage): string[] {
  const size = { characters: 0, media: 0, blocks: 0 };
  count([page.blocks, page.footnotes], size);
  const most = isCode(page.blocks) ? PAGE.code : PAGE.characters;
  return [
    ...(size.characters > most ? [`${size.characters} characters`] : []),
    ...(size.media > PAGE.media ? [`${size.media} media`] : []),
    ...(size.blocks > PAGE.blocks ? [`${size.blocks} blocks`] : []),
  ];
}

/** Whether there is one code block and nothing else, whatever frames it stands in. */
function isCode(blocks: readonly Block[]): boolean {
  const [only] = blocks;
  if (only === undefined || blocks.length > 1) return false;
  if (only.type === 'list') return only.items.length === 1 && isCode(only.items[0]?.children ?? []);
  return only.type === 'code' || ((only.type === 'quote' || only.type === 'details') && isCode(only.children));
}

interface Count {
  characters: number;
  media: number;
  blocks: number;
}

/** `within` is whether these nodes are words of a block, among which code and formulas are no blocks. */
function count(value: unknown, size: Count, within = false): void {
  if (Array.isArray(value)) {
    for (const each of value) count(each, size, within);
  } else if (typeof value === 'object' && value !== null) {
    const { type, text, alt, children, items, rows, header, summary, blocks } = value as Readonly<
      Record<string, unknown>
    >;
    if (typeof type === 'string' && !within) size.blocks += 1;
    if (type === 'image') size.media += 1;
    for (const words of [text, alt]) if (typeof words === 'string') size.characters += words.length;
    // Items without content are on no page that anybody sees.
    if (Array.isArray(items)) size.blocks += items.filter((item) => item.children.length > 0).length;
    if (Array.isArray(rows)) size.blocks += rows.length;
    count(children, size, within || type === 'paragraph' || type === 'heading');
    count([summary, header, rows], size, true);
    count([items, blocks], size);
  }
}

function withoutHead({ blocks }: RichMessage, { article, pages, sections }: ReadingText, page: number) {
  if (page > 1) return blocks;
  const [title, contents] = blocks;
  if (title?.type !== 'heading' || title.text !== article.title) throw new Error('the first page has no title');
  const summary = contents?.type === 'details' ? contents.summary : undefined;
  const hasContents = pages > 1 && sections.length > 3 && summary === words.text('page-contents');
  return blocks.slice(hasContents ? 2 : 1);
}

function withoutTitle(shown: string, { article }: ReadingText, page: number): string {
  if (page > 1 || shown === '') return shown;
  if (!shown.startsWith(article.title)) throw new Error('the first page has no title');
  return shown.slice(article.title.length);
}

function textOf(messages: readonly PageMessage[]): string {
  return messages.flatMap((message) => (message.kind === 'text' ? [message.text.rawText] : [])).join('\n');
}

function captionsOf(messages: readonly PageMessage[]): string[] {
  return messages.flatMap((message) => {
    if (message.kind === 'photo') return [message.caption.rawText];
    return message.kind === 'album' ? message.photos.map(({ caption }) => caption.rawText) : [];
  });
}
