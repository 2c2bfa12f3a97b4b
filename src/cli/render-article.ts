import type { Article } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { sharesTags } from '../catalog/related.ts';
import { loadTexts, type Words } from '../locales/texts.ts';
import { openOnce } from '../reading/article-pages.ts';
import { withButtons } from '../reading/buttons-below.ts';
import type { Surroundings } from '../reading/create-reading-text.ts';
import { pageOptions } from '../reading/page-options.ts';
import type { PageMessage } from '../render/message.ts';
import { pageKeyboard } from '../render/reading-keyboards.ts';
import { articleDeepLink } from '../render/site-links.ts';
import { mediaOf, toPayload } from '../telegram/payload.ts';
import type { ArticleWork } from './article-work.ts';

export const PREVIEW_FORMS = ['rich', 'classic', 'plain'] as const;

/** How articles are rendered; plain data. */
export interface RenderSettings extends Omit<Surroundings, 'catalog'> {
  readonly form: (typeof PREVIEW_FORMS)[number];
  /** Only this page, from 1; all of them when left out. */
  readonly page: number | undefined;
}

/** One message as a reader who has saved nothing would be sent it; the chat is missing. */
export interface RenderedMessage {
  readonly slug: string;
  readonly page: number;
  readonly pages: number;
  readonly method: string;
  readonly payload: object;
  /** Paths of what is uploaded with it, by the names after `attach://`. */
  readonly files?: Readonly<Record<string, string>>;
}

/** An article's text as the calls of the Bot API that would send it, each as JSON. Throws for one that shows nothing. */
export const renderWork: ArticleWork<RenderSettings, readonly string[]> = (settings, catalog) => {
  const render = createArticleRenderer(settings, catalog, loadTexts().for());
  return async (article) => (await render(article)).map((message) => JSON.stringify(message));
};

/** Gives a function that renders an article's text as the calls of the Bot API that would send it. */
export function createArticleRenderer(settings: RenderSettings, catalog: Catalog, words: Words) {
  const { form, page: wanted, botUsername } = settings;
  const surroundings = { ...settings, catalog };
  return async (article: Article): Promise<readonly RenderedMessage[]> => {
    const text = await openOnce(article, words, surroundings);
    const { pages } = text;
    if (pages === 0) throw new Error('there is no text to send; readers get the card of the article only');
    const reader = {
      saved: false,
      hasRelated: sharesTags(article),
      share: { text: words.text('share-button'), switch_inline_query: articleDeepLink(botUsername, article.id) },
    };
    const rendered: RenderedMessage[] = [];
    const [first, last] = wanted === undefined ? [1, pages] : [wanted, Math.min(wanted, pages)];
    for (let page = first; page <= last; page += 1) {
      const keyboard = pageKeyboard(words, { ...pageOptions(text, page, catalog, reader), form });
      for (const message of withButtons(await text.messages(page, form), keyboard)) {
        rendered.push({ slug: article.slug, page, pages, ...asCall(message) });
      }
    }
    return rendered;
  };
}

function asCall(message: PageMessage): Pick<RenderedMessage, 'method' | 'payload' | 'files'> {
  const files: Record<string, string> = {};
  const media = mediaOf(message).map(({ source }) => {
    if (source.kind === 'url') return source.url;
    const known = Object.keys(files).find((name) => files[name] === source.path);
    const name = known ?? `file${Object.keys(files).length}`;
    files[name] = source.path;
    return `attach://${name}`;
  });
  return { ...toPayload(message, media), ...(Object.keys(files).length > 0 && { files }) };
}
