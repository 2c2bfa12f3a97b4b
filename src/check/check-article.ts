import { readFile } from 'node:fs/promises';
import type { Article } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { decodeText } from '../catalog/decode-text.ts';
import { splitFrontMatter } from '../catalog/front-matter.ts';
import { loadTexts } from '../locales/texts.ts';
import { parseSteps } from '../markdown/parse.ts';
import { inTurns } from '../markdown/steps.ts';
import { PAGE_LIMITS } from '../render/pages/page-limits.ts';
import { paginateSteps } from '../render/pages/paginate.ts';
import type { SiteAddress } from '../render/site-links.ts';
import { checkBlocks } from './check-blocks.ts';
import { checkFields } from './check-fields.ts';
import { createPageCheck } from './check-pages.ts';
import { createReferenceCheck } from './check-references.ts';
import { type Finding, onLine } from './finding.ts';

/** What articles are checked against; plain data. */
export interface CheckSettings {
  readonly contentFolders: readonly string[];
  readonly site: SiteAddress;
  /** Ids of the articles that readers cannot see yet. */
  readonly hidden: readonly string[];
}

/**
 * Gives a function that reads an article's file and finds everything in it that a reader would stumble over, each with
 * its line in the file. What loading it has found already is not repeated. It rejects when the file has gone.
 */
export function createArticleCheck(settings: CheckSettings, catalog: Catalog) {
  const checkReferences = createReferenceCheck(settings, catalog);
  const checkPages = createPageCheck(settings, catalog, loadTexts().for());
  return async (article: Article): Promise<readonly Finding[]> => {
    const { text } = decodeText(await readFile(article.path));
    const { fields = {}, lines, body } = splitFrontMatter(text);
    // Whole, with the heading that the catalogue takes for the title: every line is where the author sees it.
    const document = await inTurns(parseSteps(body, { mdx: article.mdx, lines: true }));
    const paged = await inTurns(paginateSteps(document, PAGE_LIMITS, article.lang));
    const above = text.slice(0, text.length - body.length).split('\n').length - 1;
    const inBody = [
      ...checkBlocks(document, body),
      ...(await checkReferences(document, article, paged.anchors)),
      ...(await checkPages(paged, article, body)),
    ].map((found) => ({ ...found, ...onLine(found.line === undefined ? undefined : found.line + above) }));
    return [...checkFields(fields, lines), ...inBody].map((found) => ({ file: article.file, ...found }));
  };
}
