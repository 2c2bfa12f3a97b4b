import type { Cover, ParsedArticle } from '../catalog/article.ts';
import { contentHash } from '../catalog/short-hash.ts';

/** Stands for the card of a retracted article, which shows nothing. */
export const WITHDRAWN = 'withdrawn';

/** Changes when a delivered card no longer shows the article as it is. The same wherever the content folder lies. */
export function cardHash({
  title,
  description,
  tagNames,
  cover,
}: Pick<ParsedArticle, 'title' | 'description' | 'tagNames' | 'cover'>): string {
  return contentHash(JSON.stringify([title, description, tagNames, coverName(cover)]));
}

/** Of a file its own name and its folder's: the way there differs from machine to machine and release to release. */
function coverName(cover: Cover | undefined): string {
  if (cover === undefined) return '';
  return cover.kind === 'url' ? cover.url : cover.path.split(/[\\/]/).slice(-2).join('/');
}
