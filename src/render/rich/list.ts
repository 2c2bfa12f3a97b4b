import type { InputRichBlock, InputRichBlockListItem } from 'grammy/types';
import type { Block, ListItem } from '../../markdown/document.ts';
import { renderBlocks } from './block.ts';
import { type Context, DEEPEST_BLOCK } from './context.ts';

type List = Block & { readonly type: 'list' };

const DASH = '– ';

/** A list with its numbers and boxes. Nested too deep it becomes blocks of the item it stands in, marked with dashes. */
export function renderList(list: List, context: Context, level: number): InputRichBlock[] {
  if (level + 2 > DEEPEST_BLOCK) return renderBlocks(flattened(list, DASH), context, level);
  const items = list.items.flatMap((item, index): InputRichBlockListItem[] => {
    const blocks = renderBlocks(item.children, context, level + 2);
    return blocks.length === 0 ? [] : [{ blocks, ...boxOf(item), ...numberOf(list, index) }];
  });
  return items.length === 0 ? [] : [{ type: 'list', items }];
}

function boxOf(item: ListItem): Pick<InputRichBlockListItem, 'has_checkbox' | 'is_checked'> {
  if (item.checked === undefined) return {};
  return item.checked ? { has_checkbox: true, is_checked: true } : { has_checkbox: true };
}

function numberOf(list: List, index: number): Pick<InputRichBlockListItem, 'value' | 'type'> {
  // The type says that there is a number even where it is 0.
  return list.start === undefined ? {} : { value: list.start + index, type: '1' };
}

function flattened(list: List, dashes: string): readonly Block[] {
  return list.items.flatMap((item, index) => {
    const number = list.start === undefined ? '' : `${list.start + index}. `;
    const box = item.checked === undefined ? '' : item.checked ? '☑ ' : '☐ ';
    const mark = dashes + number + box;
    return item.children.flatMap((block, place): readonly Block[] => {
      if (block.type === 'list') return flattened(block, dashes + DASH);
      if (place > 0 || (block.type !== 'paragraph' && block.type !== 'heading')) return [block];
      return [{ ...block, children: [{ type: 'text', text: mark }, ...block.children] }];
    });
  });
}
