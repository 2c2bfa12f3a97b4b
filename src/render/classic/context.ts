import type { Cover } from '../../catalog/article.ts';
import type { Words } from '../../locales/texts.ts';
import type { PhotoMessage } from '../message.ts';

/** What the renderers of single constructs share while one document is rendered. */
export interface Context {
  readonly words: Words;
  /** A better address for a link; without one an absolute address stays and a relative one becomes plain text. */
  readonly resolveLink: (href: string) => string | undefined;
  /** The file or address of a picture with a relative address. */
  readonly resolveImage: (url: string) => Cover | undefined;
  /** Pictures met since the last block ended, to be sent after it. */
  readonly photos: PhotoMessage[];
  /** How many more pictures may be sent as photos. */
  photosLeft: number;
  /** Longest text of a message, in UTF-16 units. */
  readonly length: number;
}
