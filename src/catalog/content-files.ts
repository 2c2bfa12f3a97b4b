import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { ARTICLE_EXTENSION } from './file-name.ts';

/** A folder of articles as the settings name it. */
export interface ContentFolder {
  readonly path: string;
  /** Its name in reports. */
  readonly name: string;
  /** Sets its files apart from those of other folders; empty for the first, so that adding a folder renames nothing. */
  readonly label: string;
  readonly order: number;
}

/** An article file; `path` is absolute, `relativePath` lies inside the folder and has forward slashes. */
export interface ContentFile {
  readonly folder: ContentFolder;
  readonly path: string;
  readonly relativePath: string;
}

export interface FolderReport {
  readonly path: string;
  readonly readable: boolean;
  readonly error?: string;
}

export interface FoundFiles {
  /** In the order of the folders, then by path. */
  readonly files: readonly ContentFile[];
  readonly reports: readonly FolderReport[];
  /** Folders inside a content folder that could not be read. */
  readonly unreadable: readonly { readonly folder: ContentFolder; readonly path: string; readonly reason: string }[];
}

// Files that speak about the folder, whatever their case and language: `README.md`, `Changelog.ru.md`.
const ABOUT_THE_FOLDER =
  /^(?:readme|licen[cs]e|changelog|contributing|code[-_]of[-_]conduct)(?:[.-][a-z]{2}(?:[-_][a-z]+)?)?\.\w+$/i;
const LEFT_OUT_FOLDERS = new Set(['node_modules', '_drafts']);

/** Whether a name means an article: not hidden, not beginning with `_`, not about the folder itself. */
export function isArticleName(name: string): boolean {
  return ARTICLE_EXTENSION.test(name) && !/^[._]/.test(name) && !ABOUT_THE_FOLDER.test(name);
}

export function describeFolders(paths: readonly string[]): readonly ContentFolder[] {
  const names = paths.map((path) => basename(resolve(path)) || 'content');
  return paths.map((path, order) => {
    const name = names[order] ?? '';
    const isRepeated = names.indexOf(name) !== order;
    return { path: resolve(path), name, label: order === 0 ? '' : isRepeated ? `${name}-${order + 1}` : name, order };
  });
}

/**
 * Finds every article file in the folders and below them. Hidden folders, `node_modules` and `_drafts` are left out.
 * Links are followed, each file and folder is met once; what vanishes during the walk is not missed.
 */
export async function findContentFiles(
  folders: readonly ContentFolder[],
  signal: AbortSignal | undefined,
  { also, flat = false }: SearchOptions = {},
): Promise<FoundFiles> {
  const walk: Walk = { visited: new Set(), files: new Map(), links: [], unreadable: [], flat, signal };
  if (also !== undefined) await addNamed(walk, folders, resolve(also));
  const reports: FolderReport[] = [];
  for (const folder of folders) {
    try {
      await walkFolder(walk, folder, folder.path, await realpath(folder.path));
      reports.push({ path: folder.path, readable: true });
    } catch (error) {
      signal?.throwIfAborted();
      reports.push({ path: folder.path, readable: false, error: reasonOf(error) });
    }
  }
  // Links come last, so that a file with a place of its own is known under that place.
  for (let link = walk.links.shift(); link !== undefined; link = walk.links.shift()) await followLink(walk, link);
  const files = [...walk.files.values()].sort(
    (a, b) => a.folder.order - b.folder.order || (a.relativePath < b.relativePath ? -1 : 1),
  );
  return { files, reports, unreadable: walk.unreadable };
}

export interface SearchOptions {
  /** A file in one of the folders that is taken whatever its name, and under this one if it has several. */
  readonly also?: string | undefined;
  /** Leaves out what lies in folders inside them. */
  readonly flat?: boolean | undefined;
}

interface Walk {
  /** Real paths of the folders met. */
  readonly visited: Set<string>;
  /** By real path. */
  readonly files: Map<string, ContentFile>;
  readonly links: { folder: ContentFolder; path: string }[];
  readonly unreadable: { folder: ContentFolder; path: string; reason: string }[];
  readonly flat: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Walks one folder and what is below it; rejects when the folder itself cannot be read. */
async function walkFolder(walk: Walk, folder: ContentFolder, path: string, realPath: string): Promise<void> {
  walk.signal?.throwIfAborted();
  if (walk.visited.has(realPath)) return;
  walk.visited.add(realPath);
  const entries = await readdir(realPath, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const inner = join(path, entry.name);
    if (entry.isSymbolicLink()) walk.links.push({ folder, path: inner });
    else if (entry.isDirectory()) await walkInner(walk, folder, inner, join(realPath, entry.name));
    else if (isFile(entry) && isArticleName(entry.name)) addFile(walk, folder, inner, join(realPath, entry.name));
  }
}

async function walkInner(walk: Walk, folder: ContentFolder, path: string, realPath: string): Promise<void> {
  const name = basename(path);
  if (walk.flat || name.startsWith('.') || LEFT_OUT_FOLDERS.has(name)) return;
  try {
    await walkFolder(walk, folder, path, realPath);
  } catch (error) {
    walk.signal?.throwIfAborted();
    if (!isMissing(error)) walk.unreadable.push({ folder, path, reason: reasonOf(error) });
  }
}

async function followLink(walk: Walk, link: { folder: ContentFolder; path: string }): Promise<void> {
  walk.signal?.throwIfAborted();
  try {
    const target = await realpath(link.path);
    const found = await stat(target);
    if (found.isDirectory()) await walkInner(walk, link.folder, link.path, target);
    else if (found.isFile() && isArticleName(basename(link.path))) addFile(walk, link.folder, link.path, target);
  } catch (error) {
    walk.signal?.throwIfAborted();
    // A link to nothing, or round in a circle, leads to no article; other reasons are the author's to know.
    const leadsNowhere = isMissing(error) || codeOf(error) === 'ELOOP';
    if (!leadsNowhere) walk.unreadable.push({ ...link, reason: reasonOf(error) });
  }
}

async function addNamed(walk: Walk, folders: readonly ContentFolder[], path: string): Promise<void> {
  const folder = folders.find((each) => path.startsWith(each.path.endsWith(sep) ? each.path : each.path + sep));
  if (folder !== undefined) addFile(walk, folder, path, await realpath(path).catch(() => path));
}

function addFile(walk: Walk, folder: ContentFolder, path: string, realPath: string): void {
  if (walk.files.has(realPath)) return;
  const relativePath = relative(folder.path, path).split(sep).join('/');
  walk.files.set(realPath, { folder, path, relativePath });
}

function isFile(entry: Dirent): boolean {
  return entry.isFile();
}

/** Whether an error says that a file or folder is not there (any more). */
export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');
}

/** Why a file or folder could not be read, in words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it';
  if (code === 'ENOENT') return 'it does not exist';
  if (code === 'ENOTDIR') return 'it is not a folder';
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
