import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { ArticleId } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { encodeButton } from '../telegram/callback-data.ts';
import type { Section } from './article-page.ts';
import { cutText } from './cut.ts';
import { fitColumns } from './display-width.ts';
import { joinFormatted } from './formatted.ts';
import { isolate } from './isolate.ts';
import { pagerRow, paginate } from './lists.ts';
import type { TextMessage } from './message.ts';

export interface ContentsOptions {
  readonly article: ArticleId;
  readonly title: string;
  readonly sections: readonly Section[];
  /** The page of the list, from 1; one that does not exist gives the nearest that does. */
  readonly page: number;
  /** The page of the text to go back to. */
  readonly from: number;
  /** Pages of the text. */
  readonly pages: number;
}

/** Sections on a page of the list: as many buttons as a phone shows below a short text. */
export const CONTENTS_PAGE_SIZE = 12;

const TITLE_LIMIT = 200;
// A phone shows about 40 columns across a button that has its row to itself; the edges take two of them.
const BUTTON_COLUMNS = 38;
const DEEPEST_SHOWN = 3;

/** A page of an article's list of contents: a button for each section, which turns to its page, and one back. */
export function contentsScreen(words: Words, options: ContentsOptions): TextMessage {
  const { article, title, sections, from, pages } = options;
  const slice = paginate(sections, options.page, CONTENTS_PAGE_SIZE);
  // Few texts begin at level 1: their title does. What counts is how deep a section stands among the others.
  const highest = sections.reduce((level, section) => Math.min(level, section.level), 6);
  const turn = (text: string, page: number): InlineKeyboardButton[] => [
    { text, callback_data: encodeButton({ action: 'turnPage', article, page }) },
  ];
  const heading = FormattedString.b(isolate(cutText(title, TITLE_LIMIT)));
  const hint = words.text(pages > 1 ? 'reading-contents-hint' : 'reading-contents-button');
  return {
    kind: 'text',
    text: joinFormatted([heading, hint], '\n'),
    keyboard: [
      ...slice.items.map((section) => turn(sectionLabel(section, section.level - highest, pages), section.page)),
      ...pagerRow(slice, (page) => ({ action: 'contents', article, page, from })),
      turn(words.text('reading-contents-back-button', { page: from }), from),
    ],
  };
}

/** “3 · – Heading”: the page, a dash for each level below the highest, as much of the words as fits. */
function sectionLabel({ title, page }: Section, depth: number, pages: number): string {
  const number = pages > 1 ? `${page} · ` : '';
  // Buttons centre their text, so spaces would not show how deep a section is.
  const indent = '– '.repeat(Math.min(depth, DEEPEST_SHOWN));
  const room = BUTTON_COLUMNS - number.length - indent.length;
  return number + indent + isolate(fitColumns(title, room) || '…');
}
