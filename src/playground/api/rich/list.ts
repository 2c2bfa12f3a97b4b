import type { RichBlock, RichBlockListItem } from 'grammy/types';
import { badRequest } from '../envelope.ts';
import { type Fields, readFields } from './fields.ts';
import type { Tally } from './tally.ts';

const TYPES = ['a', 'A', 'i', 'I', '1'] as const;
type LabelType = (typeof TYPES)[number];

const ROMAN = [
  [1_000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

/** Reads the items of a list at `level`, their blocks by `readBlocks`, and labels them as Telegram does. */
export function readListItems(
  items: readonly unknown[],
  tally: Tally,
  level: number,
  readBlocks: (item: Fields) => RichBlock[],
): RichBlockListItem[] {
  if (items.length === 0) throw badRequest('List must be non-empty');
  const read = items.map((item): RichBlockListItem => {
    const fields = readFields(item, 'InputRichBlockListItem');
    tally.block(level + 1);
    const [box, checked] = [fields.flag('has_checkbox'), fields.flag('is_checked')];
    return {
      ...readLabel(fields),
      blocks: readBlocks(fields),
      ...(box ? { has_checkbox: true } : {}),
      ...(box && checked ? { is_checked: true } : {}),
    };
  });
  // Of TDLib (`get_web_page_blocks`).
  if (new Set(read.map(({ type }) => type === undefined)).size > 1) {
    throw badRequest('List must be either ordered or unordered');
  }
  return read;
}

/**
 * The label of an item. TDLib takes an item as ordered when it has a type, and a missing value as 0; what a value
 * without a type becomes is nowhere published. So both have to be there, or neither.
 */
function readLabel(fields: Fields): Pick<RichBlockListItem, 'label' | 'value' | 'type'> {
  const given = ['value', 'type'].filter((name) => fields.optional(name) !== undefined);
  if (given.length === 0) return { label: '•' };
  const type = TYPES.find((known) => known === fields.string('type'));
  if (type === undefined) throw badRequest('Invalid list item type specified');
  const value = fields.integer('value');
  return { label: itemLabel(value, type), value, type };
}

/** A number as the label of an ordered item: letters and Roman numerals where there are any for it. */
export function itemLabel(value: number, type: LabelType): string {
  const upper = type === 'a' || type === 'A' ? letters(value) : type === '1' ? '' : roman(value);
  if (upper === '') return `${value}.`;
  return `${type === 'a' || type === 'i' ? upper.toLowerCase() : upper}.`;
}

function letters(value: number): string {
  let label = '';
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    label = String.fromCharCode('A'.charCodeAt(0) + ((rest - 1) % 26)) + label;
  }
  return label;
}

function roman(value: number): string {
  if (value >= 4_000) return '';
  let [rest, label] = [value, ''];
  for (const [worth, sign] of ROMAN) {
    for (; rest >= worth; rest -= worth) label += sign;
  }
  return label;
}
