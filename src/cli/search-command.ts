import { statSync } from 'node:fs';
import { createCatalog } from '../catalog/create-catalog.ts';
import { loadEverything } from '../catalog/load-everything.ts';
import type { SearchResult } from '../search/find-articles.ts';
import { createSearchIndex, type SearchIndex } from '../search/search-index.ts';
import { createOutput } from './output.ts';
import { serveSearch } from './serve-search.ts';
import { commandSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

export interface SearchArguments {
  /** What is looked for; empty when questions are served. */
  readonly words: string;
  /** As written; the content folders of the settings when there is none. */
  readonly content: string | undefined;
  readonly json: boolean;
  /** As written: how many hits at most. */
  readonly limit: string | undefined;
  /** Answer questions from the input instead, one JSON object a line. */
  readonly serve: boolean;
}

interface FoundArticle {
  readonly slug: string;
  readonly title: string;
  readonly score: number;
  readonly snippet: string;
}

const LIMIT = 10;
const MOST = 1_000;

/** Prints what readers would find; gives the exit code: 0 even when there is nothing. */
export async function runSearch({ words, content, json, limit, serve }: SearchArguments): Promise<0> {
  const most = readLimit(limit);
  if (!serve && words.trim() === '') throw new UsageError('There are no words to search for.');
  if (serve && words.trim() !== '') throw new UsageError('With --serve the words come from the input.');
  const { index, articles } = await buildIndex(content);
  const output = createOutput(process.stdout);
  const slugOf = (id: string) => articles.get(id)?.slug ?? id;
  if (serve) {
    await serveSearch({ index, slugOf, input: process.stdin, write: output.write });
    return 0;
  }
  const result = index.search(words, { limit: most, offset: 0 });
  const found = result.hits.map(({ id, score, snippet }): FoundArticle => {
    const title = articles.get(id)?.title ?? '';
    return { slug: slugOf(id), title, score: rounded(score), snippet: snippet.map(({ text }) => text).join('') };
  });
  for (const each of found) await output.write(json ? `${JSON.stringify(each)}\n` : described(each));
  if (!json) await output.write(summaryOf(result, (id) => articles.get(id)?.title ?? id));
  return 0;
}

async function buildIndex(content: string | undefined) {
  if (content !== undefined && !statSync(content, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`There is no folder "${content}".`);
  }
  const { contentFolders } = commandSettings(content);
  const now = new Date();
  const loaded = await loadEverything({ folders: contentFolders }, now);
  const catalog = createCatalog(loaded.articles, now);
  const index: SearchIndex = createSearchIndex();
  await index.update(catalog);
  return {
    index,
    articles: new Map<string, (typeof catalog.articles)[number]>(catalog.articles.map((each) => [each.id, each])),
  };
}

function readLimit(limit: string | undefined): number {
  if (limit === undefined) return LIMIT;
  const most = Number(limit);
  if (!/^\d+$/.test(limit) || most < 1 || most > MOST) throw new UsageError(`--limit is a number from 1 to ${MOST}.`);
  return most;
}

function described({ slug, title, score, snippet }: FoundArticle): string {
  const lines = [`${title}  (${slug}, ${score})`, ...(snippet === '' ? [] : [`    ${snippet}`])];
  return `${lines.map(oneLine).join('\n')}\n`;
}

function summaryOf({ total, hits, suggestion, guesses }: SearchResult, titleOf: (id: string) => string): string {
  const lines = suggestion === undefined ? [] : [`Searched for: ${suggestion}`];
  if (total > hits.length) lines.push(`${hits.length} of ${total} articles.`);
  if (total === 0) lines.push('Nothing fits.');
  if (guesses && guesses.articles.length > 0) {
    lines.push('The closest, at a guess:', ...guesses.articles.map((id) => `    ${titleOf(id)}`));
  }
  return lines.length === 0 ? '' : `\n${lines.map(oneLine).join('\n')}\n`;
}

function rounded(score: number): number {
  return Math.round(score * 1_000) / 1_000;
}

// What an article says must not steer the terminal it is printed to.
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
