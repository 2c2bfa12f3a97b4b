import type { InlineKeyboardButton } from 'grammy/types';
import type { Catalog } from '../catalog/catalog.ts';
import type { PageKeyboardOptions } from '../render/reading-keyboards.ts';
import type { ReadingText } from './reading-text.ts';

/** What the buttons below a page of a text offer, whatever its form. */
export function pageOptions(
  text: ReadingText,
  page: number,
  catalog: Catalog,
  reader: { readonly saved: boolean; readonly hasRelated: boolean; readonly share: InlineKeyboardButton },
): Omit<PageKeyboardOptions, 'form'> {
  const series = catalog.seriesOf(text.article);
  return {
    article: text.article.id,
    page,
    pages: text.pages,
    hasContents: text.sections.length > 1,
    hasNext: catalog.articles.length > 1,
    series: series && {
      part: series.part,
      previous: series.articles[series.part - 2]?.id,
      next: series.articles[series.part]?.id,
    },
    ...reader,
  };
}
