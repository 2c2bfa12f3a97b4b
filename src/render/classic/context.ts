import type { Cover } from '../../catalog/article.ts';
import type { Words } from '../../locales/texts.ts';
import { MESSAGE_TEXT_LIMIT } from '../../telegram/limits.ts';
import type { PhotoMessage } from '../message.ts';

export interface ClassicOptions {
  readonly words: Words;
  /** A better address for a link; without one an absolute address stays and any other becomes plain text. */
  readonly resolveLink?: ((href: string) => string | undefined) | undefined;
  /** The file or address of a picture that the article names by a relative address. */
  readonly resolveImage?: ((url: string) => Cover | undefined) | undefined;
  /** Pictures sent as photos; those beyond it are named in the text. Fifteen when not given. */
  readonly maxPhotos?: number | undefined;
  /** The article on the site, for what a chat shows badly or not at all. */
  readonly siteUrl?: string | undefined;
  /** Whether the article's text runs from right to left. */
  readonly isRtl?: boolean | undefined;
}

/** What the renderers of single constructs share while one document is rendered. */
export interface Context {
  readonly words: Words;
  readonly resolveLink: (href: string) => string | undefined;
  readonly resolveImage: (url: string) => Cover | undefined;
  readonly siteUrl: string | undefined;
  readonly isRtl: boolean;
  /** Pictures met since the last block ended, to be sent after it. */
  readonly photos: PhotoMessage[];
  /** How many more pictures may be sent as photos. */
  photosLeft: number;
  /** Longest text of a message, in UTF-16 units. */
  readonly length: number;
}

// As many as a page of an article holds.
const MAX_PHOTOS = 15;

/** The state for rendering one document. */
export function createContext(options: ClassicOptions): Context {
  return {
    words: options.words,
    resolveLink: options.resolveLink ?? (() => undefined),
    resolveImage: remembering(options.resolveImage ?? (() => undefined)),
    siteUrl: options.siteUrl,
    isRtl: options.isRtl ?? false,
    photos: [],
    photosLeft: options.maxPhotos ?? MAX_PHOTOS,
    length: MESSAGE_TEXT_LIMIT,
  };
}

/** Looking for a picture's file takes a while, and an article may name one many times. */
function remembering(resolve: (url: string) => Cover | undefined): (url: string) => Cover | undefined {
  const found = new Map<string, Cover | undefined>();
  return (url) => {
    if (!found.has(url)) found.set(url, resolve(url));
    return found.get(url);
  };
}
