import { realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { ContentProblem, Cover } from './article.ts';
import { show } from './field-values.ts';
import type { ArticleFile } from './parse-article.ts';

// What Telegram takes as a photo; SVG is not among it.
const PHOTO = /\.(?:jpe?g|png|webp|gif|bmp)$/i;

export interface ResolvedCover {
  readonly cover: Cover | undefined;
  readonly problem: ContentProblem | undefined;
}

/**
 * The first usable picture an article names: an http(s) address, or a file inside one of the content folders given by
 * their real paths. A path from the root (`/img/a.png`) is looked for in the article's own content folder.
 */
export async function resolveCover(article: ArticleFile, realFolders: readonly string[]): Promise<ResolvedCover> {
  let reason: string | undefined;
  for (const candidate of article.covers) {
    const found = await tryCandidate(article, candidate, realFolders);
    if (typeof found !== 'string') return { cover: found, problem: undefined };
    // An id of a picture service is neither file nor address, and no mistake of the author's.
    if (looksLikePath(candidate)) reason ??= found;
  }
  if (reason === undefined) return { cover: undefined, problem: undefined };
  const line = article.lines.get('cover');
  return {
    cover: undefined,
    problem: {
      severity: 'warning',
      file: article.content.file,
      ...(line && { line }),
      message: `cover: ${reason}, so the article has no cover`,
      remedy: 'Give a JPEG, PNG, WebP or GIF file beside the article, or a full https:// address.',
    },
  };
}

function looksLikePath(candidate: string): boolean {
  return /\.[a-z]{3,4}$|^\.{0,2}\/|^[a-z]+:/i.test(candidate);
}

/** A cover, or why there is none. */
async function tryCandidate(
  article: ArticleFile,
  candidate: string,
  realFolders: readonly string[],
): Promise<Cover | string> {
  const address = candidate.startsWith('//') ? `https:${candidate}` : candidate;
  if (/^https?:\/\//i.test(address))
    return URL.canParse(address) ? { kind: 'url', url: address } : `${show(candidate)} is no address`;
  if (/^[a-z][a-z\d+.-]*:/i.test(candidate)) return `${show(candidate)} is neither a file nor an http address`;
  if (!PHOTO.test(candidate)) return `${show(candidate)} is no picture that Telegram shows`;
  const base = candidate.startsWith('/') ? article.file.folder.path : dirname(article.file.path);
  for (const written of new Set([candidate, decoded(candidate)])) {
    const path = await realFile(join(base, written));
    if (path === undefined) continue;
    const isInside = realFolders.some((folder) => path.startsWith(folder.endsWith(sep) ? folder : folder + sep));
    return isInside ? { kind: 'file', path } : `${show(candidate)} lies outside the content folder`;
  }
  return `${show(candidate)} is not found`;
}

async function realFile(path: string): Promise<string | undefined> {
  try {
    const target = await realpath(path);
    return (await stat(target)).isFile() ? target : undefined;
  } catch {
    // Not there, not readable, or no valid name: in each case there is no picture to send.
    return undefined;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A lone % is part of the name.
    return path;
  }
}
