import fc from 'fast-check';
import type { MessageEntity } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { isBlock, nestEntities, plainText, type TextNode } from '../../src/playground/page/entity-tree.ts';

type Simple = 'bold' | 'italic' | 'underline' | 'code' | 'blockquote' | 'spoiler';

function at(type: Simple, offset: number, length: number): MessageEntity {
  return { type, offset, length };
}

/** A tree in one line: `a<bold>b<italic>c</italic></bold>`. */
function write(nodes: readonly TextNode[]): string {
  return nodes
    .map((node) =>
      typeof node === 'string' ? node : `<${node.entity.type}>${write(node.children)}</${node.entity.type}>`,
    )
    .join('');
}

describe('nestEntities', () => {
  it.each<[name: string, text: string, entities: MessageEntity[], tree: string]>([
    ['leaves plain text alone', 'abc', [], 'abc'],
    ['gives nothing for an empty text', '', [at('bold', 0, 3)], ''],
    ['wraps the middle of a text', 'abcd', [at('bold', 1, 2)], 'a<bold>bc</bold>d'],
    ['keeps neighbours apart', 'abcd', [at('bold', 0, 2), at('italic', 2, 2)], '<bold>ab</bold><italic>cd</italic>'],
    [
      'nests what lies inside, whatever the order',
      'abcd',
      [at('italic', 1, 2), at('bold', 0, 4)],
      '<bold>a<italic>bc</italic>d</bold>',
    ],
    [
      'nests three deep and comes back up',
      'abcdef',
      [at('bold', 0, 6), at('italic', 1, 3), at('code', 2, 1)],
      '<bold>a<italic>b<code>c</code>d</italic>ef</bold>',
    ],
    [
      'nests equal ranges in the order given',
      'ab',
      [at('bold', 0, 2), at('italic', 0, 2)],
      '<bold><italic>ab</italic></bold>',
    ],
    [
      'puts a quote around what covers the same range',
      'ab',
      [at('bold', 0, 2), at('blockquote', 0, 2)],
      '<blockquote><bold>ab</bold></blockquote>',
    ],
    [
      'cuts the later of two that overlap by half',
      'abcdef',
      [at('bold', 0, 4), at('italic', 2, 4)],
      '<bold>ab<italic>cd</italic></bold><italic>ef</italic>',
    ],
    ['counts an emoji as two units', '👍ab', [at('bold', 2, 1)], '👍<bold>a</bold>b'],
    ['keeps a joined emoji whole', 'x👩‍💻y', [at('spoiler', 1, 5)], 'x<spoiler>👩‍💻</spoiler>y'],
    ['clips what sticks out at the end', 'abc', [at('bold', 2, 40)], 'ab<bold>c</bold>'],
    ['drops what lies outside', 'abc', [at('bold', 3, 2), at('italic', 7, 1)], 'abc'],
    ['drops what is empty', 'abc', [at('bold', 1, 0)], 'abc'],
  ])('%s', (_name, text, entities, tree) => {
    expect(write(nestEntities(text, entities))).toBe(tree);
  });

  it('keeps an entity’s own fields', () => {
    const [node] = nestEntities('code', [{ type: 'pre', offset: 0, length: 4, language: 'sql' }]);
    expect(node).toEqual({
      entity: { type: 'pre', offset: 0, length: 4, language: 'sql' },
      children: ['code'],
    });
  });

  it('loses no letter and gives each the entities that cover it, for any entities', () => {
    const entity = fc.record({
      type: fc.constantFrom<Simple[]>('bold', 'italic', 'underline', 'code', 'spoiler'),
      offset: fc.nat(14),
      length: fc.nat(14),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.array(entity, { maxLength: 6 }), (text, entities) => {
        const letters = nestEntities(text, entities).flatMap((node) => flatten(node, []));
        expect(letters.map(({ letter }) => letter).join('')).toBe(text);
        for (const [index, { types }] of letters.entries()) {
          const covering = entities.filter(({ offset, length }) => offset <= index && index < offset + length);
          expect(types.toSorted()).toEqual(covering.map(({ type }) => type).toSorted());
        }
      }),
    );
  });
});

describe('plainText and isBlock', () => {
  it('read a node without drawing it', () => {
    const [quote, rest] = nestEntities('ab\nc', [at('blockquote', 0, 2), at('bold', 1, 1)]);
    expect(quote && plainText(quote)).toBe('ab');
    expect([quote, rest, undefined].map(isBlock)).toEqual([true, false, false]);
  });
});

function flatten(node: TextNode, types: readonly string[]): { letter: string; types: readonly string[] }[] {
  if (typeof node === 'string') return node.split('').map((letter) => ({ letter, types }));
  return node.children.flatMap((child) => flatten(child, [...types, node.entity.type]));
}
