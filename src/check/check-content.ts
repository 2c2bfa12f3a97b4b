import { readFile } from 'node:fs/promises';
import type { Article } from '../catalog/article.ts';
import { decodeText } from '../catalog/decode-text.ts';
import { loadEverything } from '../catalog/load-everything.ts';
import { checkArticle } from './check-article.ts';
import { byPlace, type Finding, fromProblem } from './finding.ts';

export interface CheckOptions {
  /** Paths of the content folders. */
  readonly folders: readonly string[];
  readonly siteUrl: string | undefined;
  readonly now: Date;
  /** Called after each file. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface CheckResult {
  /** By file and line. */
  readonly findings: readonly Finding[];
  readonly files: number;
}

/** Checks every content file of the folders, drafts included. Rejects only when aborted. */
export async function checkContent(options: CheckOptions): Promise<CheckResult> {
  const { folders, siteUrl, now, onProgress, signal } = options;
  const { content, catalog, hidden } = await loadEverything(folders, now, signal);
  const isHidden = ({ id }: Pick<Article, 'id'>) => hidden.has(id);
  const around = { catalog, isHidden, contentFolders: folders, siteUrl };
  const findings: Finding[] = content.problems.map(fromProblem);
  for (const { path, readable, error = '' } of content.folders) {
    if (!readable) findings.push(unreadableFolder(path, error));
  }
  for (const [index, article] of catalog.articles.entries()) {
    signal?.throwIfAborted();
    const { text } = decodeText(await readFile(article.path));
    findings.push(...(await checkArticle(article, text, around)));
    onProgress?.(index + 1, catalog.articles.length);
  }
  return { findings: findings.sort(byPlace), files: content.filesSeen };
}

function unreadableFolder(path: string, reason: string): Finding {
  return {
    severity: 'error',
    rule: 'front-matter',
    file: path,
    message: `the folder cannot be read: ${reason}`,
    remedy: 'Name a folder that exists and that this account may read.',
  };
}
