import type { Block, Inline } from '../markdown/document.ts';
import { blocksIn, runsOf } from '../markdown/walk.ts';

// Enough to tell a place from others; a longer piece more likely differs from its source by an escaped sign.
const SEARCHED_CHARACTERS = 40;

/**
 * The line of `body`, the source, where a block begins: as the parser noted it, else where its first words stand, else
 * the first line that is known inside it.
 */
export function lineOf(block: Block, body: string): number | undefined {
  if ('line' in block && block.line !== undefined) return block.line;
  const words = firstText(block)?.trim().slice(0, SEARCHED_CHARACTERS);
  const place = words === undefined || words === '' ? -1 : body.indexOf(words);
  return place < 0 ? firstKnown(block) : body.slice(0, place).split('\n').length;
}

function firstKnown(block: Block): number | undefined {
  if ('line' in block && block.line !== undefined) return block.line;
  return first(runsOf(block), lineIn) ?? first(blocksIn(block), firstKnown);
}

function firstText(block: Block): string | undefined {
  if (block.type === 'code' || block.type === 'math') return block.text.split('\n', 1)[0];
  return first(runsOf(block), textIn) ?? first(blocksIn(block), firstText);
}

function lineIn(inlines: readonly Inline[]): number | undefined {
  return first(inlines, (inline) => ('line' in inline ? inline.line : 'children' in inline && lineIn(inline.children)));
}

function textIn(inlines: readonly Inline[]): string | undefined {
  return first(inlines, (inline) => ('text' in inline ? inline.text : 'children' in inline && textIn(inline.children)));
}

/** The first answer that is one. */
function first<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Answer | false | undefined,
): Answer | undefined {
  for (const item of items) {
    const answer = ask(item);
    if (answer !== false && answer !== undefined) return answer;
  }
  return undefined;
}
