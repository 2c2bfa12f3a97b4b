import type { ContentProblem, ParsedArticle } from '../../src/catalog/article.ts';
import type { ContentFile } from '../../src/catalog/content-files.ts';
import { decodeText } from '../../src/catalog/decode-text.ts';
import { type ArticleFile, parseArticle } from '../../src/catalog/parse-article.ts';
import { shortHash } from '../../src/catalog/short-hash.ts';

export function contentFile(relativePath = 'post.md'): ContentFile {
  const folder = { path: '/site/content', name: 'content', label: '', order: 0 };
  return { folder, path: `/site/content/${relativePath}`, relativePath };
}

/** What a file of this text, given as bytes would be, is read as. */
export function parseText(text: string, relativePath?: string): { article: ArticleFile; problems: ContentProblem[] } {
  const parsed = parseArticle(contentFile(relativePath), decodeText(Buffer.from(text)).text);
  if (parsed.article === undefined) throw new Error(parsed.problems[0]?.message ?? 'no article');
  return { article: parsed.article, problems: [...parsed.problems] };
}

/** An article with every field that a test does not care about filled in. */
export function parsedArticle(given: Partial<ParsedArticle> & { slug: string }): ParsedArticle {
  const key = given.key ?? `file:${given.slug}.md`;
  return {
    key,
    naturalId: shortHash(key, 10) as ParsedArticle['naturalId'],
    contentHash: shortHash(given.body ?? key, 20),
    file: `content/${given.slug}.md`,
    path: `/site/content/${given.slug}.md`,
    title: given.slug,
    description: '',
    tagNames: [],
    draft: false,
    announce: true,
    readingMinutes: 1,
    body: '',
    mdx: false,
    ...given,
  };
}
