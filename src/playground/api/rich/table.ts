import type { RichBlockTable, RichBlockTableCell, RichText } from 'grammy/types';
import { badRequest } from '../envelope.ts';
import { type Fields, readFields } from './fields.ts';
import type { Tally } from './tally.ts';

const HORIZONTAL = ['left', 'center', 'right'] as const;
const VERTICAL = ['top', 'middle', 'bottom'] as const;
const FLAGS = ['is_bordered', 'is_striped', 'is_compact'] as const;

/** Reads the cells and the looks of a table at `level`, the texts by `readText`. */
export function readTable(
  fields: Fields,
  tally: Tally,
  level: number,
  readText: (text: unknown) => RichText,
): Pick<RichBlockTable, 'cells' | (typeof FLAGS)[number]> {
  const rows = fields.array('cells');
  if (rows.length === 0) throw badRequest('Table must be non-empty');
  const cells = rows.map((row) => {
    if (!Array.isArray(row)) throw badRequest('Field "cells" of the InputRichBlockTable must be an Array of Arrays');
    if (row.length === 0) throw badRequest('Table row must be non-empty');
    tally.block(level + 1);
    return row.map((cell: unknown) => readCell(cell, readText));
  });
  tally.columns(countColumns(cells));
  const flags = FLAGS.filter((name) => fields.flag(name)).map((name) => [name, true] as const);
  return { cells, ...Object.fromEntries(flags) };
}

function readCell(value: unknown, readText: (text: unknown) => RichText): RichBlockTableCell {
  const fields = readFields(value, 'RichBlockTableCell');
  const text = fields.optional('text');
  return {
    ...(text === undefined ? {} : { text: readText(text) }),
    ...(fields.flag('is_header') ? { is_header: true } : {}),
    ...span('colspan', fields),
    ...span('rowspan', fields),
    align: fields.oneOf('align', HORIZONTAL),
    valign: fields.oneOf('valign', VERTICAL),
  };
}

function span(name: 'colspan' | 'rowspan', fields: Fields): { readonly colspan?: number; readonly rowspan?: number } {
  if (fields.optional(name) === undefined) return {};
  const count = fields.integer(name);
  if (count < 0) throw badRequest(`Invalid table cell ${name} specified`);
  return count > 1 ? { [name]: count } : {};
}

/** How many columns the widest row takes, with the cells that reach into it from above. */
function countColumns(rows: readonly (readonly RichBlockTableCell[])[]): number {
  let widest = 0;
  // How many further rows each column is taken by a cell above.
  let taken: number[] = [];
  for (const row of rows) {
    const next = taken.map((left) => Math.max(left - 1, 0));
    let column = 0;
    for (const { colspan = 1, rowspan = 1 } of row) {
      while ((taken[column] ?? 0) > 0) column += 1;
      // Beyond any limit: no use in walking through a million columns.
      if (colspan > 1_000) return colspan;
      for (const end = column + colspan; column < end; column += 1)
        next[column] = Math.max(rowspan - 1, next[column] ?? 0);
    }
    const below = taken.findLastIndex((left) => left > 0) + 1;
    widest = Math.max(widest, column, below);
    taken = next;
  }
  return widest;
}
