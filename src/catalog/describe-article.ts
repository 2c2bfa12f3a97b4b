import { parseMarkdown, readFirstParagraph } from '../markdown/parse.ts';
import { plainText } from '../markdown/plain-text.ts';
import { foldText, plainLine } from './plain-line.ts';

const MADE_DESCRIPTION_CHARACTERS = 300;
// Most first paragraphs stand near the top; the later steps find those behind long code or tables.
const SEARCHED_CHARACTERS = [1_500, 8_000, 40_000];
// No title or description is longer; what pretends to be one is not worth the time of a parser.
const PARSED_CHARACTERS = 10_000;
const MARKDOWN_SIGNS = /[*_`[\]~\\]|&\w+;|<\/?[a-z]/i;

/**
 * One line that says what an article is about: the given description without its Markdown, else the body's first
 * paragraph cut at a word near 300 characters. Empty when neither says more than the title.
 */
export function describeArticle(given: string | undefined, title: string, body: string, mdx: boolean): string {
  const same = (text: string) => foldText(text) === foldText(title);
  const fromGiven = given === undefined ? '' : markdownLine(sayMacros(given), mdx);
  if (fromGiven !== '' && !same(fromGiven)) return fromGiven;
  for (const characters of SEARCHED_CHARACTERS) {
    const start = dropNoise(startOf(body, characters));
    const paragraph = plainLine(readFirstParagraph(start, { mdx }));
    if (paragraph !== '') return same(paragraph) ? '' : cutAtWord(paragraph, MADE_DESCRIPTION_CHARACTERS);
    if (body.length <= characters) break;
  }
  return '';
}

/** A short Markdown text as one plain line. */
export function markdownLine(markdown: string, mdx: boolean): string {
  const needsParsing = markdown.length <= PARSED_CHARACTERS && MARKDOWN_SIGNS.test(markdown);
  return plainLine(needsParsing ? plainText(parseMarkdown(markdown, { mdx })) : markdown);
}

/** Cuts a line at the last word that ends within `characters`, and marks the cut with `…`. */
export function cutAtWord(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const start = text.slice(0, characters - 1);
  const lastSpace = start.lastIndexOf(' ');
  // Text without spaces, such as Chinese, is cut between characters, never inside a surrogate pair.
  const kept = lastSpace > characters / 2 ? start.slice(0, lastSpace) : start.replace(/[\ud800-\udbff]$/, '');
  return `${kept.replace(/[\s,;:–—-]+$/u, '')}…`;
}

function startOf(body: string, characters: number): string {
  if (body.length <= characters) return body;
  const border = body.lastIndexOf('\n\n', characters);
  return body.slice(0, border > 0 ? border : characters);
}

/** Template macros that name something say its name: `{{jsxref("Array")}}` is Array. */
function sayMacros(markdown: string): string {
  return markdown.replace(/\{\{\s*\w+\(\s*["']([^"']*)["'][^{}]*\}\}/g, (_macro, argument: string) => argument);
}

/** Drops lines that are only a picture, and the template macros that name nothing. */
function dropNoise(markdown: string): string {
  return sayMacros(markdown.replace(/^[ \t]*(?:!\[[^\]\n]*\]\([^)\n]*\)[ \t]*)+$/gm, '')).replace(
    /\{\{[^{}]*\}\}|\{%[^%]*%\}/g,
    '',
  );
}
