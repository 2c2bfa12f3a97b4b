import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createFullCatalog, loadEverything } from '../../src/catalog/load-everything.ts';
import { createArticleCheck } from '../../src/check/check-article.ts';
import { byPlace, type Finding } from '../../src/check/finding.ts';
import { loadingFindings } from '../../src/check/loading-findings.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export const NOW = new Date('2026-01-01T00:00:00Z');

/** Writes files to a new folder and gives its path. */
export async function writeFiles(files: Files): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'check-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
  return root;
}

/** Checks the content folder `posts` of a site made of these files. */
export async function checkFiles(files: Files, siteUrl?: string): Promise<readonly Finding[]> {
  const folder = join(await writeFiles(files), 'posts');
  const { content, articles, hidden } = await loadEverything({ folders: [folder] }, NOW);
  const catalog = createFullCatalog(articles);
  const site = { url: siteUrl, template: '{site}/articles/{slug}' };
  const check = createArticleCheck({ contentFolders: [folder], site, hidden: [...hidden] }, catalog);
  const inArticles = await Promise.all(catalog.articles.map(check));
  return [...loadingFindings(content), ...inArticles.flat()].sort(byPlace);
}

/** Findings in short: `3 error dead-link`. */
export function inShort(findings: readonly Finding[]): string[] {
  return findings.map(({ line, severity, rule }) => `${line ?? '-'} ${severity} ${rule}`);
}

/** A picture that is nothing but its header: PNG, 16 by 16. */
export const PNG = Uint8Array.from([
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  ...[0, 0, 0, 16, 0, 0, 0, 16, 8, 6, 0, 0, 0],
]);
