import type { ContentProblem, ParsedArticle } from './article.ts';
import { type ArticleFields, type ReadFields, readFields } from './article-fields.ts';
import type { ContentFile } from './content-files.ts';
import { describeArticle, markdownLine } from './describe-article.ts';
import { type FileName, parseFileName, readableName } from './file-name.ts';
import { findFirstHeading } from './first-heading.ts';
import { type FrontMatter, splitFrontMatter } from './front-matter.ts';
import { FrontMatterError } from './front-matter-engines.ts';
import type { FieldName } from './known-fields.ts';
import { nameArticle, type OwnNames } from './own-names.ts';
import { foldText, plainLine } from './plain-line.ts';
import { estimateReadingMinutes } from './reading-minutes.ts';
import { contentHash } from './short-hash.ts';

/** An article as its own file tells it, before it is compared with the others and its cover is looked for. */
export interface ArticleFile {
  readonly file: ContentFile;
  readonly name: FileName;
  readonly content: Omit<ParsedArticle, 'key' | 'naturalId' | 'slug' | 'cover'>;
  readonly names: OwnNames;
  readonly covers: readonly string[];
  readonly lines: ReadonlyMap<FieldName, number>;
}

export interface ParsedFile {
  /** `undefined` when the file holds no article; the problems say why. */
  readonly article: ArticleFile | undefined;
  readonly problems: readonly ContentProblem[];
}

/** How a file is called in reports. */
export function reportName(file: ContentFile): string {
  return `${file.folder.name}/${file.relativePath}`;
}

/** Reads one article out of its file's text, which has no byte order mark and ends its lines in `\n`. */
export function parseArticle(file: ContentFile, text: string): ParsedFile {
  const name = reportName(file);
  if (text.trim() === '')
    return refused(name, undefined, 'the file is empty', 'Write the article, or remove the file.');
  let matter: FrontMatter;
  try {
    matter = splitFrontMatter(text);
  } catch (error) {
    if (!(error instanceof FrontMatterError)) throw error;
    return refused(name, error.line, error.message, error.remedy);
  }
  const read = readFields(matter.fields ?? {}, matter.lines);
  const { article, titleProblem } = assemble(file, text, matter, read);
  const problems = [...read.problems, ...titleProblem, ...secondBlockProblem(matter)];
  return { article, problems: problems.map((problem) => ({ file: name, ...problem })) };
}

type Problem = Omit<ContentProblem, 'file'>;

function assemble(
  file: ContentFile,
  text: string,
  matter: FrontMatter,
  { fields, lines }: ReadFields,
): { article: ArticleFile; titleProblem: readonly Problem[] } {
  const mdx = /\.mdx$/i.test(file.relativePath);
  const name = parseFileName(file.relativePath, file.folder.name);
  const { title, body, problem } = titleAndBody(fields, matter, name, mdx);
  const date = fields.date ?? name.date;
  const lang = fields.lang ?? (name.lang && Intl.getCanonicalLocales(name.lang)[0]);
  const { address } = fields;
  const pathOnSite = address !== undefined && 'path' in address ? address.path : undefined;
  return {
    titleProblem: problem,
    article: {
      file,
      name,
      names: nameArticle(file, name, fields.id, fields.slug ?? pathOnSite),
      covers: fields.cover ?? [],
      lines,
      content: {
        contentHash: contentHash(text),
        file: reportName(file),
        path: file.path,
        title,
        description: describeArticle(fields.description, title, body, mdx),
        tagNames: fields.tags ?? [],
        ...(date && { date }),
        ...(fields.updated && { updated: fields.updated }),
        draft: fields.draft ?? false,
        announce: fields.announce ?? true,
        readingMinutes: fields.readingMinutes ?? estimateReadingMinutes(body, lang),
        ...(address !== undefined && 'url' in address && { url: address.url }),
        ...(lang && { lang }),
        ...(fields.series && { series: fields.series }),
        ...(fields.seriesPart !== undefined && { seriesPart: fields.seriesPart }),
        body,
        mdx,
      },
    },
  };
}

/** The title: given, else the first heading, else the file name. A first heading that says the title is taken out. */
function titleAndBody(
  fields: ArticleFields,
  matter: FrontMatter,
  name: FileName,
  mdx: boolean,
): { title: string; body: string; problem: readonly Problem[] } {
  const heading = findFirstHeading(matter.body);
  if (fields.title) {
    const repeats = heading !== undefined && saysTheSame(heading.markdown, fields.title, mdx);
    return { title: fields.title, body: repeats ? heading.rest : matter.body, problem: [] };
  }
  const headingText = heading === undefined ? '' : headingLine(heading.markdown, mdx);
  // A plain Markdown file names itself by its heading; front matter without a title is an omission.
  const expected = headingText === '' || matter.fields !== undefined;
  const line = matter.lines.get('title');
  if (heading !== undefined && headingText !== '') {
    const problem = expected ? [missingTitle(line, `the first heading "${headingText}" is used`)] : [];
    return { title: headingText, body: heading.rest, problem };
  }
  const title = readableName(name.name);
  return { title, body: matter.body, problem: [missingTitle(line, `"${title}" is made from the file name`)] };
}

// A longer line is no heading that anybody reads; parsing it would only take time.
const HEADING_CHARACTERS = 2_000;

function headingLine(markdown: string, mdx: boolean): string {
  // As a heading, so that `1. Begin` stays text and does not become a list.
  const needsParsing = markdown.length <= HEADING_CHARACTERS && /[*_`[\]~\\<&]/.test(markdown);
  return needsParsing ? markdownLine(`# ${markdown}`, mdx) : plainLine(markdown);
}

function saysTheSame(headingMarkdown: string, title: string, mdx: boolean): boolean {
  const folded = foldText(title);
  if (foldText(headingMarkdown) === folded) return true;
  const headingText = headingLine(headingMarkdown, mdx);
  return foldText(headingText) === folded || foldCode(headingText) === foldCode(title);
}

function foldCode(text: string): string {
  return foldText(text.replace(/[`*\\]/g, ''));
}

/** `line` is that of a title field without a title. */
function missingTitle(line: number | undefined, instead: string): Problem {
  const remedy =
    line === undefined ? 'Add a line "title: …".' : 'Write it behind "title:", in quotes when it begins with a sign.';
  return { severity: 'warning', line: line ?? 1, message: `the title is missing; ${instead}`, remedy };
}

function secondBlockProblem(matter: FrontMatter): readonly Problem[] {
  if (matter.secondBlockLine === undefined) return [];
  const message = 'a second front matter block follows the first; it is left out';
  return [{ severity: 'warning', line: matter.secondBlockLine, message, remedy: 'Join the two blocks into one.' }];
}

function refused(file: string, line: number | undefined, message: string, remedy: string): ParsedFile {
  const problem: ContentProblem = { severity: 'error', file, ...(line && { line }), message, remedy };
  return { article: undefined, problems: [problem] };
}
