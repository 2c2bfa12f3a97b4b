import type { InputRichBlock } from 'grammy/types';
import type { Cover } from '../../../src/catalog/article.ts';
import { loadTexts } from '../../../src/locales/texts.ts';
import type { Document } from '../../../src/markdown/document.ts';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import type { RichMessage } from '../../../src/render/message.ts';
import { type RichPageOptions, renderRichPage } from '../../../src/render/rich.ts';
import { violationsOf } from '../validate-rich.ts';

export const words = loadTexts().for('en');

const SITE = 'https://blog.example.com/';

/** Files beside the article are there when their name ends like a picture's; addresses stay as they are. */
function resolveImage(url: string): Cover | undefined {
  if (/^[a-z]+:/i.test(url)) return undefined;
  return /\.(png|gif|svg)$/.test(url) ? { kind: 'file', path: `/files/${url}` } : undefined;
}

/** A page of an article on a site, with the anchor `far` on its second page. */
export function renderPage(page: Document, options: Partial<RichPageOptions> = {}): RichMessage {
  return renderRichPage(page, {
    words,
    page: 1,
    isRtl: false,
    pageOf: (anchor) => (anchor === 'far' ? 2 : undefined),
    pageLink: (number) => `https://t.me/notes_bot?start=p_${number}_abc`,
    resolveLink: (href) => (/^\/\w|^\w+\.\w+$/.test(href) ? new URL(href, SITE).href : undefined),
    resolveImage,
    siteUrl: `${SITE}article`,
    ...options,
  });
}

/** Markdown as a page. */
export function renderMarkdown(source: string, options: Partial<RichPageOptions> = {}): RichMessage {
  return renderPage(parseMarkdown(source, { mdx: false }), options);
}

/** What Telegram could refuse in the message. */
export function faultsOf({ blocks, files, isRtl }: RichMessage): string[] {
  return violationsOf({ blocks: blocks as InputRichBlock[], is_rtl: isRtl }, files.length);
}
