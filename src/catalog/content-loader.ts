import * as fs from 'node:fs';
import { realpath } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Logger } from '../log.ts';
import { TURN_MS } from '../markdown/steps.ts';
import type { ContentProblem, ParsedArticle } from './article.ts';
import {
  type ContentFile,
  type ContentFolder,
  describeFolders,
  type FolderReport,
  findContentFiles,
  isMissing,
  reasonOf,
} from './content-files.ts';
import { decodeText } from './decode-text.ts';
import { type ParsedFile, parseArticle, reportName } from './parse-article.ts';
import { resolveCover } from './resolve-cover.ts';
import { type NamedFile, resolveNames } from './resolve-names.ts';

export interface LoadedContent {
  /** In the order of the folders, then by path; drafts and articles of the future included. */
  readonly articles: readonly ParsedArticle[];
  /** By file and line. */
  readonly problems: readonly ContentProblem[];
  /** A folder that cannot be read is told apart from one without articles. */
  readonly folders: readonly FolderReport[];
  readonly filesSeen: number;
  /** Files read in this load; the others have not changed since the one before. */
  readonly filesParsed: number;
}

export interface ContentLoader {
  /** Reads what has changed. Rejects only when `signal` is aborted. */
  load(signal?: AbortSignal): Promise<LoadedContent>;
}

export interface ContentLoaderOptions {
  /** Paths of the content folders. */
  readonly folders: readonly string[];
  /** A file in one of them that is an article whatever its name. */
  readonly also?: string | undefined;
  /** Leaves out what lies in folders inside them. */
  readonly flat?: boolean | undefined;
  /** Hears how many of the files have been read. */
  readonly onRead?: ((done: number, total: number) => void) | undefined;
  readonly log?: Logger;
}

// Those of `node:fs/promises` take half as long again for small files: they make an object of each open file.
const readFile = promisify(fs.readFile);
const stat = promisify(fs.stat);

const READ_AHEAD_FILES = 16;
const MAX_FILE_BYTES = 2 * 1024 * 1024;

/** Loads articles from folders, remembering each file so that only changed ones are read again. */
export function createContentLoader({ folders, also, flat, onRead, log }: ContentLoaderOptions): ContentLoader {
  const contentFolders = describeFolders(folders);
  let remembered: ReadonlyMap<string, RememberedFile> = new Map();
  return {
    async load(signal) {
      const startedAt = performance.now();
      const found = await findContentFiles(contentFolders, signal, { also, flat });
      const { files, filesParsed } = await readFiles(found.files, remembered, signal, onRead);
      remembered = files;
      const parsed = [...files.values()].map((file) => file.parsed);
      const { named, problems } = resolveNames(parsed.flatMap(({ article }) => article ?? []));
      const { articles, problems: coverProblems } = await completeArticles(named, contentFolders, signal);
      log?.debug('content loaded', {
        articles: articles.length,
        files: files.size,
        filesParsed,
        milliseconds: Math.round(performance.now() - startedAt),
      });
      return {
        articles,
        problems: [
          ...found.unreadable.map(unreadableFolder),
          ...parsed.flatMap((file) => file.problems),
          ...problems,
          ...coverProblems,
        ].sort(byPlace),
        folders: found.reports,
        filesSeen: files.size,
        filesParsed,
      };
    },
  };
}

interface RememberedFile {
  readonly mtimeMs: number;
  readonly size: number;
  readonly inode: number;
  readonly parsed: ParsedFile;
}

type Reading =
  | { readonly file: ContentFile; readonly unchanged: RememberedFile }
  | { readonly file: ContentFile; readonly bytes: Uint8Array; readonly facts: Omit<RememberedFile, 'parsed'> }
  | { readonly file: ContentFile; readonly failure: unknown };

/** Reads several files at once and parses them one by one, giving the event loop its turn in between. */
async function readFiles(
  found: readonly ContentFile[],
  remembered: ReadonlyMap<string, RememberedFile>,
  signal: AbortSignal | undefined,
  onRead: ContentLoaderOptions['onRead'],
): Promise<{ files: ReadonlyMap<string, RememberedFile>; filesParsed: number }> {
  const files = new Map<string, RememberedFile>();
  const ahead: Promise<Reading>[] = [];
  let next = 0;
  let filesParsed = 0;
  let turnAt = performance.now();
  while (next < found.length || ahead.length > 0) {
    signal?.throwIfAborted();
    for (; ahead.length < READ_AHEAD_FILES && next < found.length; next += 1) {
      const file = found[next] as ContentFile;
      ahead.push(readChanged(file, remembered.get(file.path)));
    }
    const reading = (await ahead.shift()) as Reading;
    const file = finishReading(reading);
    if (file !== undefined) files.set(reading.file.path, file);
    if ('bytes' in reading) filesParsed += 1;
    onRead?.(next - ahead.length, found.length);
    if (performance.now() - turnAt > TURN_MS) {
      await nextTurn();
      turnAt = performance.now();
    }
  }
  return { files, filesParsed };
}

/** Never rejects: a failure is told in the value, so that reading ahead leaves no promise unwatched. */
async function readChanged(file: ContentFile, before: RememberedFile | undefined): Promise<Reading> {
  try {
    // Before the reading, so that a change in between is seen by the next load.
    const { mtimeMs, size, ino: inode } = await stat(file.path);
    if (before?.mtimeMs === mtimeMs && before.size === size && before.inode === inode)
      return { file, unchanged: before };
    if (size > MAX_FILE_BYTES) return { file, failure: 'too large' };
    return { file, bytes: await readFile(file.path), facts: { mtimeMs, size, inode } };
  } catch (failure) {
    return { file, failure };
  }
}

function finishReading(reading: Reading): RememberedFile | undefined {
  if ('unchanged' in reading) return reading.unchanged;
  if ('bytes' in reading) return { ...reading.facts, parsed: parseBytes(reading.file, reading.bytes) };
  if (isMissing(reading.failure)) return undefined;
  const problem: ContentProblem = {
    severity: 'error',
    file: reportName(reading.file),
    ...(reading.failure === 'too large' ? TOO_LARGE : unreadable(reading.failure)),
  };
  // No file has these facts, so the next load tries again.
  return { mtimeMs: -1, size: -1, inode: -1, parsed: { article: undefined, problems: [problem] } };
}

const TOO_LARGE = {
  message: `the file is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB`,
  remedy: 'Divide it into several articles, or give it a name that begins with "_".',
};

function unreadable(failure: unknown): { message: string; remedy: string } {
  const remedy = 'Make it readable for the bot, or remove it.';
  return { message: `the file cannot be read: ${reasonOf(failure)}`, remedy };
}

function parseBytes(file: ContentFile, bytes: Uint8Array): ParsedFile {
  const { text, damaged } = decodeText(bytes);
  const parsed = parseArticle(file, text);
  if (!damaged) return parsed;
  const problem: ContentProblem = {
    severity: 'warning',
    file: reportName(file),
    message: 'some characters are not UTF-8 and show as \ufffd',
    remedy: 'Save the file as UTF-8.',
  };
  return { ...parsed, problems: [...parsed.problems, problem] };
}

function byPlace(a: ContentProblem, b: ContentProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}

async function completeArticles(
  named: readonly NamedFile[],
  folders: readonly ContentFolder[],
  signal: AbortSignal | undefined,
): Promise<{ articles: ParsedArticle[]; problems: ContentProblem[] }> {
  const realFolders = await Promise.all(folders.map(({ path }) => realpath(path).catch(() => path)));
  const problems: ContentProblem[] = [];
  const articles: ParsedArticle[] = [];
  for (const { article, slug } of named) {
    signal?.throwIfAborted();
    const { key, formerKeys, naturalId } = article.names;
    const content = { ...article.content, key, formerKeys, naturalId, slug };
    if (article.covers.length === 0) {
      articles.push(content);
      continue;
    }
    // At each load, not once for each article file: the picture may come or go while the text stays as it is.
    const { cover, problem } = await resolveCover(article, realFolders);
    articles.push({ ...content, ...(cover && { cover }) });
    if (problem !== undefined) problems.push(problem);
  }
  return { articles, problems };
}

function unreadableFolder({
  folder,
  path,
  reason,
}: {
  folder: ContentFolder;
  path: string;
  reason: string;
}): ContentProblem {
  return {
    severity: 'error',
    file: `${folder.name}${path.slice(folder.path.length)}`,
    message: `the folder cannot be read: ${reason}`,
    remedy: 'Make it readable for the bot, or move it out of the content folder.',
  };
}
