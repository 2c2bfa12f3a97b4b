import type { InputRichBlock, InputRichBlockListItem, RichText } from 'grammy/types';
import type { Section } from '../article-page.ts';
import { isVisible } from '../formatted.ts';
import type { Context } from './context.ts';
import { linkToAddress } from './link.ts';
import { cleaned } from './run.ts';

// A list of contents is to help on the first page, not to fill it.
const MAX_CHARACTERS = 1_500;
const MAX_ENTRIES = 50;
const MAX_LEVELS = 3;

export interface Contents {
  readonly entries: readonly Section[];
  /** Sections of the same levels follow that have no room. */
  readonly isCut: boolean;
}

/** What a list of contents shows: as many levels as have room, and what has room of the upper ones if need be. */
export function chooseContents(sections: readonly Section[]): Contents {
  const named = sections.filter(({ title }) => isVisible(title));
  const levels = [...new Set(named.map(({ level }) => level))].sort((a, b) => a - b).slice(0, MAX_LEVELS);
  const choices = levels.map((deepest) => named.filter(({ level }) => level <= deepest));
  const useful = choices.filter((choice) => choice.length > 1);
  const chosen = useful.findLast((choice) => countWithRoom(choice) === choice.length) ?? useful[0] ?? named;
  const count = countWithRoom(chosen);
  return { entries: chosen.slice(0, count), isCut: count < chosen.length };
}

/** Folded contents: links within this page and to the others. */
export function renderContents({ entries, isCut }: Contents, context: Context): InputRichBlock[] {
  if (entries.length === 0) return [];
  const summary = context.words.text('page-contents');
  const items = [...itemsOf(entries, context), ...(isCut ? [item('…')] : [])];
  return [{ type: 'details', summary, blocks: [{ type: 'list', items }] }];
}

/** How many from the beginning have room. */
function countWithRoom(sections: readonly Section[]): number {
  let characters = 0;
  const over = sections.findIndex(({ title }) => {
    characters += title.length;
    return characters > MAX_CHARACTERS;
  });
  return Math.min(over === -1 ? sections.length : over, MAX_ENTRIES);
}

function itemsOf(sections: readonly Section[], context: Context): InputRichBlockListItem[] {
  const items: InputRichBlockListItem[] = [];
  for (let start = 0; start < sections.length; ) {
    const section = sections[start] as Section;
    const next = sections.findIndex(({ level }, index) => index > start && level <= section.level);
    const end = next === -1 ? sections.length : next;
    const nested = sections.slice(start + 1, end);
    items.push(item(entryText(section, context), nested.length === 0 ? [] : itemsOf(nested, context)));
    start = end;
  }
  return items;
}

function item(text: RichText, nested: InputRichBlockListItem[] = []): InputRichBlockListItem {
  const line = { type: 'paragraph', text } as const;
  return { blocks: nested.length === 0 ? [line] : [line, { type: 'list', items: nested }] };
}

function entryText({ title, anchor, page }: Section, context: Context): RichText {
  const text = cleaned(title).trim();
  if (context.anchors.defined.has(anchor)) return { type: 'anchor_link', text, anchor_name: anchor };
  return linkToAddress(context.pageLink(page))?.(text) ?? text;
}
