import type { Article } from '../catalog/article.ts';
import type { Logger } from '../log.ts';
import type { PhotoMemory } from '../telegram/input-media.ts';
import { sendAll } from './send-page.ts';
import type { RefusalMemory, ShowPage } from './show-page.ts';
import { showRich } from './show-rich.ts';

export interface ShowPageOptions {
  readonly refusals: RefusalMemory;
  readonly photos?: PhotoMemory | undefined;
  readonly log: Logger;
  /** Hears of a page that Telegram would not take as it should be, once in a while for each. */
  readonly onRefused?: (article: Article, page: number, reason: string) => void;
  /** Hears that the API server does not know rich messages, once in a while. */
  readonly onUnsupported?: (reason: string) => void;
}

/**
 * The ladder from rich to plain. Only what Telegram certainly did not take is sent in another form: a message whose
 * answer was lost is never sent again.
 */
export function createShowPage(options: ShowPageOptions): ShowPage {
  return async (place, text, page, form, keyboard) => {
    if (form === 'rich') {
      const shown = await showRich(place, text, page, keyboard('rich'), options);
      if (shown !== undefined) return shown;
    }
    const classic = await sendAll(place, await text.messages(page, 'classic'), keyboard('classic'), options);
    if (classic.state === 'sent') return { state: 'shown', form: 'classic' };
    if (classic.state !== 'refused' || !classic.nothingSent) return classic.failure;
    options.log.warn('a page was refused with and without formatting', { file: text.article.file, page });
    const plain = await sendAll(place, await text.messages(page, 'plain'), keyboard('plain'), options);
    return plain.state === 'sent' ? { state: 'shown', form: 'plain' } : plain.failure;
  };
}
