import MarkdownIt, { type Env, type MarkdownIt as Parser, type Token } from 'markdown-it';
import footnote from 'markdown-it-footnote';
import type { Block, Document } from './document.ts';
import { createDocumentBuilder } from './document-builder.ts';
import { feedTokens } from './from-tokens.ts';
import { firstParagraph } from './plain-text.ts';
import { atOnce, type Steps } from './steps.ts';
import { addAttributes } from './syntax/attributes.ts';
import { addDefinitions } from './syntax/definitions.ts';
import { addDirectives } from './syntax/directives.ts';
import { useLeanStates } from './syntax/lean-states.ts';
import { addLines } from './syntax/lines.ts';
import { addMath } from './syntax/math.ts';
import { addMdx } from './syntax/mdx.ts';
import { addPaired } from './syntax/paired.ts';
import { createBudget } from './syntax/scan-jsx.ts';
import { addSpacedImages } from './syntax/spaced-images.ts';
import { addTex } from './syntax/tex.ts';

export interface ParseOptions {
  /** Drops `import`/`export` lines and JSX tags; without it they are text. */
  readonly mdx: boolean;
  /** Notes on which line of `source` headings, code, tables, links and images begin, counted from 1. */
  readonly lines?: boolean;
}

// About two milliseconds' worth of text; a token costs something even when it holds none.
const PORTION_CHARACTERS = 4_000;
const TOKEN_CHARACTERS = 10;

const parsers = new Map<string, Parser>();

/**
 * Reads Markdown (CommonMark, GFM, footnotes, maths, the HTML between them) into the document model. Takes any string,
 * never throws and runs nothing. Blocks nested deeper than 100 levels are left out.
 */
export function parseMarkdown(source: string, options: ParseOptions): Document {
  return atOnce(parseSteps(source, options));
}

/** The same in steps, for texts long enough to hold up the process: all but finding the blocks is cut up. */
export function* parseSteps(source: string, options: ParseOptions): Steps<Document> {
  const { tokens, feed, finish } = findBlocks(source, options);
  yield;
  for (const portion of portions(tokens)) {
    feed(portion);
    yield;
  }
  return finish();
}

/** What `firstParagraph` finds in the whole document; nothing below that paragraph is looked at closely. */
export function readFirstParagraph(source: string, options: ParseOptions): string {
  const { tokens, feed, blocks, finish } = findBlocks(source, options);
  let fed = 0;
  let looked = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.level > 0 || token.nesting > 0) continue;
    feed(tokens.slice(fed, index + 1));
    fed = index + 1;
    // These are finished; what is still open stands below them.
    const paragraph = firstParagraph({ blocks: blocks.slice(looked) });
    if (paragraph !== '') return paragraph;
    looked = blocks.length;
  }
  feed(tokens.slice(fed));
  return firstParagraph(finish());
}

interface Reading {
  /** Of all blocks, the text in them not yet looked at. */
  readonly tokens: readonly Token[];
  /** Reads the text in the next of the tokens, and adds them to the document. */
  feed(tokens: Token[]): void;
  /** Those outermost in the document that are finished; they become more. */
  readonly blocks: readonly Block[];
  finish(): Document;
}

function findBlocks(source: string, options: ParseOptions): Reading {
  const text = source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .toWellFormed();
  const parser = parserFor(options);
  const env: Env = { scanBudget: createBudget(text.length) };
  const state = new parser.core.State(text, parser, env);
  const rules = parser.core.ruler.getRules('');
  const border = rules.indexOf(blocksFound);
  for (const rule of rules.slice(0, border)) rule(state);
  const builder = createDocumentBuilder();
  const feeding: Parameters<typeof feedTokens>[2] = { open: [], firstLine: options.lines === true ? 1 : undefined };
  return {
    tokens: state.tokens,
    feed(tokens) {
      // What comes after the blocks looks at each block's text by itself.
      state.tokens = tokens;
      for (const rule of rules.slice(border)) rule(state);
      feedTokens(builder, state.tokens, feeding);
    },
    blocks: builder.blocks,
    finish() {
      const footnotes = env.footnotes as { readonly list?: readonly { readonly label: string }[] } | undefined;
      return builder.finish((footnotes?.list ?? []).map((note) => note.label));
    },
  };
}

function* portions(tokens: readonly Token[]): Generator<Token[]> {
  let start = 0;
  let characters = 0;
  for (const [index, token] of tokens.entries()) {
    characters += TOKEN_CHARACTERS + token.content.length;
    if (characters < PORTION_CHARACTERS) continue;
    yield tokens.slice(start, index + 1);
    start = index + 1;
    characters = 0;
  }
  yield tokens.slice(start);
}

/** Changes nothing: it marks the place among the parser's rules where the blocks are known. */
function blocksFound(): void {
  // Nothing: it is only looked for.
}

function parserFor({ mdx, lines = false }: ParseOptions): Parser {
  const key = `${mdx} ${lines}`;
  const known = parsers.get(key);
  if (known !== undefined) return known;
  const parser = createParser();
  if (mdx) addMdx(parser);
  if (lines) addLines(parser);
  parsers.set(key, parser);
  return parser;
}

function createParser(): Parser {
  const md = new MarkdownIt({ html: true, linkify: true });
  // Addresses are judged when the document is built, where a refused link still leaves its text.
  md.validateLink = () => true;
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  for (const schema of ['ftp:', '//', 'mailto:']) md.linkify.add(schema, null);
  md.use(useLeanStates).use(footnote);
  // `^[` stands in more regular expressions than inline footnotes; the tail is put in its place by our own builder.
  md.inline.ruler.disable('footnote_inline');
  md.core.ruler.disable('footnote_tail');
  md.use(addMath)
    .use(addTex)
    .use(addPaired)
    .use(addDefinitions)
    .use(addSpacedImages)
    .use(addAttributes)
    .use(addDirectives);
  md.core.ruler.before('inline', 'blocks_found', blocksFound);
  return md;
}
