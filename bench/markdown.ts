import MarkdownIt from 'markdown-it';
import footnote from 'markdown-it-footnote';
import { parseMarkdown } from '../src/markdown/parse.ts';
import { plainText } from '../src/markdown/plain-text.ts';
import { type Figure, figure, repeatTimed } from './measure.ts';
import { sampleArticle } from './sample-articles.ts';

const ARTICLES = 150;
const RUNS = 5;

/** Parsing Markdown into the document model, beside the parser below it alone, and reducing documents to plain text. */
export async function benchMarkdown(): Promise<Figure[]> {
  const texts = Array.from({ length: ARTICLES }, (_, index) => sampleArticle(index + 1).body);
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const bareParser = new MarkdownIt({ html: true, linkify: true }).use(footnote);
  const documents = texts.map((text) => parseMarkdown(text, { mdx: false }));
  const speed = async (work: () => void) => {
    const results = await repeatTimed(RUNS, async () => work());
    return results.map(({ ms }) => megabytes / (ms / 1_000));
  };
  const parseAll = (mdx: boolean) => {
    for (const text of texts) parseMarkdown(text, { mdx });
  };
  const parseBare = () => {
    for (const text of texts) bareParser.parse(text, {});
  };
  const reduceAll = () => {
    for (const document of documents) plainText(document);
  };
  const bare = figure('markdown-it alone', 'MB/s', await speed(parseBare));
  return [
    bare,
    figure('parse Markdown', 'MB/s', await speed(() => parseAll(false)), bare),
    figure('parse MDX', 'MB/s', await speed(() => parseAll(true)), bare),
    figure('document to plain text', 'MB/s', await speed(reduceAll)),
  ];
}
