import { FormattedString } from '@grammyjs/parse-mode';
import type { Article, Cover } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Words } from '../locales/texts.ts';
import { referencesOf } from '../markdown/references.ts';
import { inTurns } from '../markdown/steps.ts';
import type { PageForm } from '../render/article-page.ts';
import { type ClassicOptions, classicSteps } from '../render/classic.ts';
import type { PageMessage } from '../render/message.ts';
import { renderPlain } from '../render/plain.ts';
import { renderRichPage } from '../render/rich.ts';
import { articleUrl, pageDeepLink, type SiteAddress } from '../render/site-links.ts';
import { resolveLink } from './article-references.ts';
import { findPictures, type PictureProblem } from './find-pictures.ts';
import type { OpenedArticle } from './opened-article.ts';
import type { ReadingText } from './reading-text.ts';

/** Where an article's links lead and where its pictures lie. */
export interface Surroundings {
  readonly catalog: Catalog;
  readonly site: SiteAddress;
  /** The bot's user name, for links that open articles in it. */
  readonly botUsername: string;
  readonly contentFolders: readonly string[];
}

// A list of contents helps nobody in a text that is seen at a glance.
const LEAST_SECTIONS = 4;

/** An article's text over its prepared pages. Links and pictures are looked up when a page is shown, so they are fresh. */
export function createReadingText(
  article: Article,
  opened: OpenedArticle,
  words: Words,
  surroundings: Surroundings,
): ReadingText {
  const { pages, sections, isRtl } = opened;
  const siteUrl = articleUrl(article, surroundings.site);
  const contents = pages > 1 && sections.length >= LEAST_SECTIONS ? sections : undefined;

  async function messages(
    number: number,
    form: PageForm,
    { withoutMedia }: { readonly withoutMedia?: boolean } = {},
  ): Promise<readonly PageMessage[]> {
    const page = opened.page(number);
    if (page === undefined) throw new RangeError(`${article.file} has ${pages} pages, and none ${number}`);
    const found = await findPictures(referencesOf(page).images, article, surroundings.contentFolders);
    const shared = {
      words,
      isRtl,
      siteUrl,
      resolveLink: (href: string) => leadsTo(href, number),
      resolveImage: (url: string) => {
        const picture = found.get(url);
        if (picture === undefined) return undefined;
        return picture.kind === 'none' ? pictureOnSite(url, picture.reason) : picture;
      },
    };
    if (form === 'rich') {
      const { title } = article;
      return [renderRichPage(page, { ...shared, page: number, title, contents, pageOf, pageLink, withoutMedia })];
    }
    const heading = number === 1 ? FormattedString.b(article.title) : undefined;
    const options: ClassicOptions = { ...shared, heading };
    return form === 'classic' ? inTurns(classicSteps(page, options)) : renderPlain(page, options);
  }

  /** Many blogs keep pictures beside the content folder, in one that only the site's generator knows. */
  function pictureOnSite(url: string, reason: PictureProblem): Cover | undefined {
    const address = reason === 'missing' ? leadsTo(url, 0) : undefined;
    return address === undefined ? undefined : { kind: 'url', url: address };
  }

  /** Anchors lead to other pages in the bot; on the same page there is nothing to open. */
  function leadsTo(href: string, from: number): string | undefined {
    const { catalog, site, botUsername } = surroundings;
    const border = href.indexOf('#');
    const anchor = border === -1 ? undefined : href.slice(border + 1);
    if (anchor !== undefined && (border === 0 || catalog.articleByLink(article, href)?.id === article.id)) {
      const page = pageOf(anchor);
      if (page !== undefined || border === 0) return page === undefined || page === from ? undefined : pageLink(page);
    }
    return resolveLink(href, article, { catalog, site, bot: botUsername });
  }

  function pageOf(anchor: string): number | undefined {
    return opened.anchors.get(anchor) ?? opened.anchors.get(decoded(anchor));
  }

  const pageLink = (page: number) => pageDeepLink(surroundings.botUsername, article.id, page);
  return { article, pages, sections, pageOf, messages };
}

function decoded(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    // A lone % is part of the name.
    return anchor;
  }
}
