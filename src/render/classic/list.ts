import type { FormattedString } from '@grammyjs/parse-mode';
import type { Block, ListItem } from '../../markdown/document.ts';
import { startRightToLeft } from '../direction.ts';
import { indentLines, joinFormatted } from '../formatted.ts';
import { renderBlock } from './block.ts';
import type { Context } from './context.ts';

type List = Block & { readonly type: 'list' };

const BULLETS = ['•', '◦', '▪'];
const INDENT = '   ';

/** A list as lines; what stands below an item's first line is indented. `depth` 0 is the outermost. */
export function renderList(list: List, context: Context, depth = 0): FormattedString {
  const lines = list.items.map((item, index) =>
    renderItem(item, startRightToLeft(markOf(list, item, index, depth), context.isRtl), context, depth),
  );
  return joinFormatted(lines, '\n');
}

function markOf(list: List, item: ListItem, index: number, depth: number): string {
  const number = list.start === undefined ? undefined : `${list.start + index}.`;
  const box = item.checked === undefined ? undefined : item.checked ? '☑' : '☐';
  return [number, box].filter((mark) => mark !== undefined).join(' ') || (BULLETS[depth] ?? '▪');
}

function renderItem(item: ListItem, mark: string, context: Context, depth: number): FormattedString {
  const [first, ...rest] = item.children.flatMap((block) =>
    block.type === 'list' ? [renderList(block, context, depth + 1)] : renderBlock(block, context),
  );
  const opensWithText = item.children[0]?.type === 'paragraph' || item.children[0]?.type === 'heading';
  const head =
    first === undefined ? mark : opensWithText ? joinFormatted([mark, first], ' ') : joinFormatted([mark, first], '\n');
  return indentLines(joinFormatted([head, ...rest], '\n'), INDENT);
}
