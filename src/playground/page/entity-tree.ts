import type { MessageEntity } from 'grammy/types';

/** A run of plain text, or an entity around further nodes. */
export type TextNode = string | EntityNode;

export interface EntityNode {
  readonly entity: MessageEntity;
  readonly children: readonly TextNode[];
}

/** Entities that are drawn as a block of their own, with a line break before and after. */
const BLOCKS: ReadonlySet<string> = new Set(['pre', 'blockquote', 'expandable_blockquote']);

interface Open {
  readonly entity: MessageEntity | undefined;
  readonly end: number;
  readonly children: TextNode[];
}

/**
 * Nests a message's entities (offsets in UTF-16 code units, any order) into a tree. Entities that stick out of the
 * text are clipped; of two that overlap by half, the later one is cut where the earlier one ends and goes on after it.
 */
export function nestEntities(text: string, entities: readonly MessageEntity[]): readonly TextNode[] {
  const waiting = entities.map((entity) => clip(entity, text.length)).filter((entity) => entity.length > 0);
  waiting.sort(outerFirst);
  const root: Open = { entity: undefined, end: text.length, children: [] };
  const open: Open[] = [root];
  let position = 0;

  const writeUntil = (end: number) => {
    if (end > position) open.at(-1)?.children.push(text.slice(position, end));
    position = end;
  };
  const closeUntil = (offset: number) => {
    for (let top = open.at(-1); top?.entity && top.end <= offset; top = open.at(-1)) {
      writeUntil(top.end);
      open.pop();
      open.at(-1)?.children.push({ entity: top.entity, children: top.children });
    }
  };

  for (let entity = waiting.shift(); entity; entity = waiting.shift()) {
    closeUntil(entity.offset);
    const end = entity.offset + entity.length;
    const limit = open.at(-1)?.end ?? text.length;
    if (end > limit) {
      waiting.push({ ...entity, offset: limit, length: end - limit });
      waiting.sort(outerFirst);
    }
    writeUntil(entity.offset);
    const kept = Math.min(end, limit);
    open.push({ entity: { ...entity, length: kept - entity.offset }, end: kept, children: [] });
  }
  closeUntil(text.length);
  writeUntil(text.length);
  return root.children;
}

/** Whether the node is drawn as a block, so that the line break after it is already there. */
export function isBlock(node: TextNode | undefined): boolean {
  return typeof node === 'object' && BLOCKS.has(node.entity.type);
}

/** The text inside a node, without its entities. */
export function plainText(node: TextNode): string {
  return typeof node === 'string' ? node : node.children.map(plainText).join('');
}

function clip(entity: MessageEntity, textLength: number): MessageEntity {
  const start = Math.max(0, entity.offset);
  const end = Math.min(textLength, entity.offset + entity.length);
  return { ...entity, offset: start, length: end - start };
}

function outerFirst(a: MessageEntity, b: MessageEntity): number {
  return a.offset - b.offset || b.length - a.length || Number(BLOCKS.has(b.type)) - Number(BLOCKS.has(a.type));
}
