import type { InputRichBlock } from 'grammy/types';
import type { Cover } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { RICH_MEDIA_LIMIT } from '../telegram/limits.ts';
import type { ArticlePage, Section } from './article-page.ts';
import { isVisible } from './formatted.ts';
import type { RichMessage } from './message.ts';
import { findAnchors } from './rich/anchors.ts';
import { renderBlocks } from './rich/block.ts';
import { chooseContents, renderContents } from './rich/contents.ts';
import type { Context } from './rich/context.ts';
import { noteTargets, renderNotes } from './rich/footnotes.ts';
import { cleaned } from './rich/run.ts';

export interface RichPageOptions {
  readonly words: Words;
  /** The page's number, from 1. */
  readonly page: number;
  readonly isRtl: boolean;
  /** Stands above the first page; on others it is passed over. */
  readonly title?: string | undefined;
  /** The whole article's sections, for a folded list of contents on the first page; on others it is passed over. */
  readonly contents?: readonly Section[] | undefined;
  /** The page of an anchor in the article. */
  readonly pageOf: (anchor: string) => number | undefined;
  /** An address that opens another page of the article. */
  readonly pageLink: (page: number) => string | undefined;
  /** A better address for a link; without one an absolute address stays and a relative one becomes plain text. */
  readonly resolveLink: (href: string) => string | undefined;
  /** The file or address of a picture; without one an absolute address stays. A file is one that Telegram takes. */
  readonly resolveImage: (url: string) => Cover | undefined;
  /** Leaves links where pictures with an address would stand; files stay. */
  readonly withoutMedia?: boolean | undefined;
  /** The article's address on the site, for what Telegram cannot show. */
  readonly siteUrl?: string | undefined;
}

/**
 * A page as one rich message without buttons. It keeps Telegram's limits on depth, media and columns whatever the page
 * holds; those on characters and blocks are kept by the page's size. No text is left out.
 */
export function renderRichPage(page: ArticlePage, options: RichPageOptions): RichMessage {
  const isFirst = options.page === 1;
  const contents = chooseContents(isFirst ? (options.contents ?? []) : []);
  const anchors = findAnchors(
    page,
    contents.entries.map(({ anchor }) => anchor),
  );
  const context: Context = {
    ...options,
    withoutMedia: options.withoutMedia === true,
    siteUrl: options.siteUrl,
    anchors,
    notes: noteTargets(page.footnotes, anchors.defined),
    placed: new Set(),
    files: new Map(),
    mediaLeft: RICH_MEDIA_LIMIT,
  };
  const blocks: InputRichBlock[] = [
    ...(isFirst ? titleBlocks(options.title) : []),
    ...renderContents(contents, context),
    ...renderBlocks(page.blocks, context, 1),
    ...renderNotes(page.footnotes, context),
  ];
  return { kind: 'rich', blocks, files: [...context.files.keys()], isRtl: options.isRtl };
}

function titleBlocks(title: string | undefined): InputRichBlock[] {
  const text = cleaned(title ?? '').trim();
  return isVisible(text) ? [{ type: 'heading', text, size: 1 }] : [];
}
