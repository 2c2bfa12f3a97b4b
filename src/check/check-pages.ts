import type { FormattedString } from '@grammyjs/parse-mode';
import type { Article } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Words } from '../locales/texts.ts';
import { createReadingText } from '../reading/create-reading-text.ts';
import { openedNow } from '../reading/opened-article.ts';
import type { PagedArticle } from '../render/article-page.ts';
import type { PageMessage } from '../render/message.ts';
import type { SiteAddress } from '../render/site-links.ts';
import { ALBUM_SIZE, CAPTION_LIMIT, ENTITY_LIMIT, MESSAGE_TEXT_LIMIT } from '../telegram/limits.ts';
import { type Found, onLine } from './finding.ts';
import { lineOf } from './line-of.ts';
import { brokenLimits, richSize } from './rich-size.ts';

export interface PageSurroundings {
  readonly contentFolders: readonly string[];
  readonly site: SiteAddress;
}

/** Gives a function that renders every page and finds messages that Telegram would refuse, which is never the author's fault. */
export function createPageCheck({ contentFolders, site }: PageSurroundings, catalog: Catalog, words: Words) {
  // A name as long as names of bots may be.
  const surroundings = { catalog, site, contentFolders, botUsername: 'b'.repeat(32) };
  return async (paged: PagedArticle, article: Article, body: string): Promise<Found[]> => {
    const text = createReadingText(article, openedNow(paged), words, surroundings);
    const found: Found[] = [];
    for (const [index, { blocks }] of paged.pages.entries()) {
      const messages = [...(await text.messages(index + 1, 'rich')), ...(await text.messages(index + 1, 'classic'))];
      const broken = messages.flatMap(faultsOf);
      if (broken.length === 0) continue;
      const line = blocks.map((block) => lineOf(block, body)).find((each) => each !== undefined);
      found.push({ ...overLimit(index + 1, broken), ...onLine(line) });
    }
    return found;
  };
}

function overLimit(page: number, broken: readonly string[]): Found {
  return {
    severity: 'error',
    rule: 'page-limit',
    message: `page ${page} is more than Telegram takes: ${broken.join(', ')}`,
    remedy: 'This is a fault of work-notes-bot and not of the article: report it together with the file.',
  };
}

/** What Telegram would not take in a message, in words. */
export function faultsOf(message: PageMessage): string[] {
  switch (message.kind) {
    case 'rich':
      return brokenLimits(richSize(message.blocks));
    case 'text':
      return faultsOfText(message.text, MESSAGE_TEXT_LIMIT);
    case 'photo':
      return faultsOfText(message.caption, CAPTION_LIMIT);
    case 'album': {
      const { length } = message.photos;
      const isAlbum = length >= ALBUM_SIZE.min && length <= ALBUM_SIZE.max;
      const faults = message.photos.flatMap(({ caption }) => faultsOfText(caption, CAPTION_LIMIT));
      return [...(isAlbum ? [] : [`an album of ${length}`]), ...faults];
    }
  }
}

function faultsOfText({ rawText, rawEntities }: FormattedString, limit: number): string[] {
  const faults: string[] = [];
  if (rawText.length > limit) faults.push(`${rawText.length} characters of ${limit}`);
  if (rawEntities.length > ENTITY_LIMIT) faults.push(`${rawEntities.length} entities of ${ENTITY_LIMIT}`);
  return faults;
}
