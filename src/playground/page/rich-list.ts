import type { RichBlock, RichBlockList, RichBlockListItem } from 'grammy/types';
import { element, icon } from './element.ts';

type DrawBlocks = (blocks: readonly RichBlock[]) => Node[];

/** A list with the labels Telegram gives its items, or checkboxes in their place. */
export function list({ items }: RichBlockList, draw: DrawBlocks): HTMLElement {
  const tag = items.some(({ value }) => value !== undefined) ? 'ol' : 'ul';
  // With `list-style: none` some screen readers no longer see a list.
  return element(tag, { class: 'list', role: 'list' }, ...items.map((item) => listItem(item, draw)));
}

function listItem(item: RichBlockListItem, draw: DrawBlocks): HTMLElement {
  const label = item.has_checkbox
    ? checkbox(item.is_checked === true)
    : element('span', { class: 'label' }, item.label);
  return element('li', { class: 'list-item' }, label, element('div', { class: 'blocks' }, ...draw(item.blocks)));
}

function checkbox(checked: boolean): HTMLElement {
  return element(
    'span',
    { class: checked ? 'checkbox checked' : 'checkbox', role: 'img', 'aria-label': checked ? 'Done' : 'Not done' },
    checked && icon('check'),
  );
}
