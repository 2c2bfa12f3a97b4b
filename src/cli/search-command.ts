import { statSync } from 'node:fs';
import { createCatalog } from '../catalog/create-catalog.ts';
import { type EverythingLoaded, loadEverything } from '../catalog/load-everything.ts';
import { createSearchIndex } from '../search/search-index.ts';
import { createFoundReport, foundSummary } from './found-report.ts';
import { createOutput } from './output.ts';
import { createProgressBar } from './progress-bar.ts';
import { readLines } from './read-lines.ts';
import { LONGEST_QUESTION } from './search-question.ts';
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

const LIMIT = 10;
const MOST = 1_000;
// Some hundred thousand questions.
const AHEAD = 32_000_000;

/** Prints what readers would find; gives the exit code: 0 even when there is nothing. */
export async function runSearch({ words, content, json, limit, serve }: SearchArguments): Promise<0> {
  const most = readLimit(limit);
  if (serve && words.trim() !== '') throw new UsageError('With --serve the words come from the input.');
  if (serve && (json || limit !== undefined)) throw new UsageError('With --serve each question says how many hits.');
  if (!serve && words.trim() === '') throw new UsageError('There are no words to search for.');
  const folders = foldersOf(content);
  if (serve) await answerInput(folders);
  else await printFound(folders, { words, most, json });
  return 0;
}

function readLimit(limit: string | undefined): number {
  if (limit === undefined) return LIMIT;
  const most = Number(limit);
  if (!/^\d+$/.test(limit) || most < 1 || most > MOST) throw new UsageError(`--limit is a number from 1 to ${MOST}.`);
  return most;
}

function foldersOf(content: string | undefined): readonly string[] {
  if (content !== undefined && !statSync(content, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`There is no folder "${content}".`);
  }
  return commandSettings(content).contentFolders;
}

async function answerInput(folders: readonly string[]): Promise<void> {
  // Questions are taken while the index is built, and answered when it is ready.
  const questions = readLines(process.stdin, {
    longest: LONGEST_QUESTION,
    ahead: AHEAD,
  });
  try {
    const { index, slugOf } = await buildIndex(folders);
    await index.warmUp();
    const { write } = createOutput(process.stdout);
    await serveSearch({
      index,
      slugOf,
      lines: questions.lines(),
      write,
      onFailure: complain,
    });
  } finally {
    questions.close();
  }
}

async function printFound(
  folders: readonly string[],
  { words, most, json }: { readonly words: string; readonly most: number; readonly json: boolean },
): Promise<void> {
  const { index, slugOf, titleOf } = await buildIndex(folders);
  const result = index.search(words, { limit: most, offset: 0 });
  const { stdout } = process;
  const output = createOutput(stdout);
  const report = createFoundReport({
    hasColours: stdout.hasColors?.() === true,
    columns: stdout.isTTY ? stdout.columns : undefined,
  });
  for (const { id, score, snippet } of result.hits) {
    const found = {
      slug: slugOf(id),
      title: titleOf(id),
      score: Math.round(score * 1_000) / 1_000,
    };
    const line = {
      ...found,
      snippet: snippet.map(({ text }) => text).join(''),
    };
    await output.write(json ? `${JSON.stringify(line)}\n` : report({ ...found, snippet }));
  }
  if (!json) await output.write(foundSummary(result, titleOf));
}

async function buildIndex(folders: readonly string[]) {
  const now = new Date();
  const bar = createProgressBar(process.stderr);
  const loaded = await loadEverything({ folders, onRead: bar.stage('reading') }, now);
  bar.end();
  tellProblems(loaded);
  const { articles } = createCatalog(loaded.articles, now);
  const index = createSearchIndex();
  await index.update({ articles });
  const byId = new Map<string, (typeof articles)[number]>(articles.map((article) => [article.id, article]));
  return {
    index,
    slugOf: (id: string) => byId.get(id)?.slug ?? id,
    titleOf: (id: string) => byId.get(id)?.title ?? id,
  };
}

/** Never to the output, which others read line by line. */
function tellProblems({ content, articles }: EverythingLoaded): void {
  const found = new Set(articles.map(({ file }) => file));
  const lost = new Set(
    content.problems.filter(({ severity, file }) => severity === 'error' && !found.has(file)).map(({ file }) => file),
  );
  for (const { path, readable, error } of content.folders) {
    if (!readable) process.stderr.write(`The folder ${path} cannot be read: ${error}\n`);
  }
  if (lost.size > 0) {
    const files = lost.size === 1 ? 'One file is' : `${lost.size} files are`;
    process.stderr.write(`${files} left out, being broken; "work-notes-bot check" tells why.\n`);
  }
  if (articles.length === 0) process.stderr.write('There are no articles to search.\n');
}

function complain(error: unknown): void {
  process.stderr.write(`A search failed: ${error instanceof Error ? error.stack : String(error)}\n`);
}
