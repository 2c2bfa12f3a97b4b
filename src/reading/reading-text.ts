import type { Article } from '../catalog/article.ts';
import type { PageForm, Section } from '../render/article-page.ts';
import type { PageMessage } from '../render/message.ts';

/** An article's text, ready to be read page by page. */
export interface ReadingText {
  readonly article: Article;
  /** None for an article that shows nothing. */
  readonly pages: number;
  readonly sections: readonly Section[];
  /** The page of an anchor in the text. */
  pageOf(anchor: string): number | undefined;
  /**
   * One page, from 1, as messages without buttons: one for `rich`, one or more for the other forms. `withoutMedia` leaves
   * links where rich pictures with an address would stand, since one that Telegram cannot fetch spoils the whole message.
   */
  messages(
    page: number,
    form: PageForm,
    options?: { readonly withoutMedia?: boolean },
  ): Promise<readonly PageMessage[]>;
}
