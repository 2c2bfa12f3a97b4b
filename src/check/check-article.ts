import type { Article } from '../catalog/article.ts';
import { readFields } from '../catalog/article-fields.ts';
import { splitFrontMatter } from '../catalog/front-matter.ts';
import { parseSteps } from '../markdown/parse.ts';
import { inTurns } from '../markdown/steps.ts';
import { paginateSteps } from '../render/pages/paginate.ts';
import { checkBlocks } from './check-blocks.ts';
import { checkReferences, type Surroundings } from './check-references.ts';
import type { Finding } from './finding.ts';

type Found = Omit<Finding, 'file'>;

/**
 * Everything in one article that a reader would stumble over, each with its line in the file. `text` is the file's text
 * as the catalogue reads it; what loading it has found already is not repeated.
 */
export async function checkArticle(
  article: Article,
  text: string,
  around: Omit<Surroundings, 'anchors'>,
): Promise<readonly Finding[]> {
  const { fields = {}, lines, body } = splitFrontMatter(text);
  // Whole, with the heading that the catalogue takes for the title: every line is where the author sees it.
  const document = await inTurns(parseSteps(body, { mdx: article.mdx, lines: true }));
  const paged = await inTurns(paginateSteps(document));
  const anchors = new Set(Object.keys(paged.anchors));
  const above = text.slice(0, text.length - body.length).split('\n').length - 1;
  const inBody = [...checkBlocks(document), ...(await checkReferences(document, article, { ...around, anchors }))];
  return [
    ...checkFields(fields, lines),
    ...inBody.map((found) => (found.line === undefined ? found : { ...found, line: found.line + above })),
  ].map((found) => ({ file: article.file, ...found }));
}

function checkFields(raw: Parameters<typeof readFields>[0], lines: ReadonlyMap<string, number>): Found[] {
  const { fields, lines: places } = readFields(raw, lines);
  const found: Found[] = [];
  if (fields.description === undefined) {
    found.push({
      severity: 'warning',
      rule: 'no-description',
      line: 1,
      message: 'there is no description; cards and lists show the beginning of the text',
      remedy: 'Add a line "description: …" that says what a reader gets.',
    });
  }
  if (fields.lang !== undefined && languageName(fields.lang) === undefined) {
    const line = places.get('lang');
    found.push({
      severity: 'warning',
      rule: 'unknown-language',
      ...(line !== undefined && { line }),
      message: `the language "${fields.lang}" is not known`,
      remedy: 'Write a language code such as en or pt-BR.',
    });
  }
  return found;
}

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

function languageName(tag: string): string | undefined {
  return languageNames.of(tag.split('-')[0] ?? tag);
}
