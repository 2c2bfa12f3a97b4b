import type { Article, ArticleId } from '../src/catalog/article.ts';
import { parseMarkdown } from '../src/markdown/parse.ts';
import { plainText } from '../src/markdown/plain-text.ts';

/** An article as every engine is given it. Ours reads the article itself, which costs it the parsing of Markdown. */
export interface SearchDocument {
  readonly id: ArticleId;
  readonly title: string;
  readonly tags: readonly string[];
  readonly description: string;
  /** Plain text, code included. */
  readonly body: string;
  readonly article: Article;
}

/** The documents of a catalogue's articles. */
export function toDocuments(articles: readonly Article[]): SearchDocument[] {
  return articles.map((article) => ({
    id: article.id,
    title: article.title,
    tags: article.tags.map(({ name }) => name),
    description: article.description,
    body: plainText(parseMarkdown(article.body, { mdx: article.mdx })),
    article,
  }));
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;

/** The words of a text as a person sees them: with their case and accents, apostrophes inside. */
export function plainWords(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** Lower case without accents. Simple on purpose, so that the bench shares no mistake with what it measures. */
export function simpleFold(text: string): string {
  const lower = text.toLowerCase();
  if (/^[\x20-\x7e]*$/.test(lower)) return lower;
  // й is a letter of its own, not an и with an accent.
  const bare = lower.normalize('NFKD').replace(/(?<!и)\p{Mn}|(?<=и)(?!\u0306)\p{Mn}/gu, '');
  return bare.normalize('NFC');
}

/** Whether a word is of a script without spaces between words. */
export function isUnspaced(word: string): boolean {
  return /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(word);
}
