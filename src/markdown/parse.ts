import MarkdownIt, { type Env, type MarkdownIt as Parser } from 'markdown-it';
import footnote from 'markdown-it-footnote';
import type { Document } from './document.ts';
import { createDocumentBuilder } from './document-builder.ts';
import { feedTokens } from './from-tokens.ts';
import { addAttributes } from './syntax/attributes.ts';
import { addDirectives } from './syntax/directives.ts';
import { addMath } from './syntax/math.ts';
import { addMdx } from './syntax/mdx.ts';
import { createBudget } from './syntax/scan-jsx.ts';

export interface ParseOptions {
  /** Drops `import`/`export` lines and JSX tags; without it they are text. */
  readonly mdx: boolean;
}

const markdown = createParser();
const mdx = createParser();
addMdx(mdx);

/**
 * Reads Markdown (CommonMark, GFM, footnotes, maths, the HTML between them) into the document model. Takes any string,
 * never throws and runs nothing. Blocks nested deeper than 100 levels are left out.
 */
export function parseMarkdown(source: string, options: ParseOptions): Document {
  const text = source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .toWellFormed();
  const env: Env = { scanBudget: createBudget(text.length) };
  const tokens = (options.mdx ? mdx : markdown).parse(text, env);
  const builder = createDocumentBuilder();
  feedTokens(builder, tokens);
  const footnotes = env.footnotes as { readonly list?: readonly { readonly label: string }[] } | undefined;
  return builder.finish((footnotes?.list ?? []).map((note) => note.label));
}

function createParser(): Parser {
  const md = new MarkdownIt({ html: true, linkify: true });
  // Addresses are judged when the document is built, where a refused link still leaves its text.
  md.validateLink = () => true;
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  for (const schema of ['ftp:', '//', 'mailto:']) md.linkify.add(schema, null);
  md.use(footnote);
  // `^[` stands in more regular expressions than inline footnotes; the tail is put in its place by our own builder.
  md.inline.ruler.disable('footnote_inline');
  md.core.ruler.disable('footnote_tail');
  md.use(addMath).use(addAttributes).use(addDirectives);
  return md;
}
