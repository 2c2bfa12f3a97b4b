import type { Steps } from '../markdown/steps.ts';
import type { ArticlePage } from '../render/article-page.ts';
import { PAGE_LIMITS } from '../render/pages/page-limits.ts';
import type { PreparedArticle } from './prepared-article.ts';

const PARAGRAPHS = PAGE_LIMITS.blocks / 3;

/**
 * The source text itself as paragraphs, page by page: for an article that could not be parsed. It asks nothing of the
 * text, so it works for any.
 */
export function* plainPagesSteps(body: string): Steps<PreparedArticle> {
  const pages: string[] = [];
  let paragraphs: string[] = [];
  let characters = 0;
  const turn = () => {
    const blocks = paragraphs.map((text) => ({
      type: 'paragraph' as const,
      children: [{ type: 'text' as const, text }],
    }));
    const page: ArticlePage = { blocks, footnotes: [] };
    if (blocks.length > 0) pages.push(JSON.stringify(page));
    paragraphs = [];
    characters = 0;
  };
  for (const text of paragraphsOf(body.toWellFormed())) {
    if (characters + text.length > PAGE_LIMITS.characters || paragraphs.length >= PARAGRAPHS) {
      turn();
      yield;
    }
    paragraphs.push(text);
    characters += text.length;
  }
  turn();
  return { pages, sections: [], anchors: [], isRtl: false };
}

/** Stretches between blank lines, none longer than a page. */
function* paragraphsOf(body: string): Generator<string> {
  for (let start = 0; start < body.length; ) {
    const limit = start + PAGE_LIMITS.characters;
    const blank = body.indexOf('\n\n', start);
    const end = blank === -1 ? body.length : blank;
    const cut = end <= limit ? end : cutBefore(body, start, limit);
    const text = body.slice(start, cut).trim();
    if (text !== '') yield text;
    start = cut === blank ? cut + 2 : cut;
  }
}

/** A place after the last line that fits, else inside it, but never inside a character that takes two units. */
function cutBefore(body: string, start: number, limit: number): number {
  const line = body.lastIndexOf('\n', limit - 1);
  if (line > start) return line + 1;
  return /[\uD800-\uDBFF]/.test(body.charAt(limit - 1)) ? limit - 1 : limit;
}
