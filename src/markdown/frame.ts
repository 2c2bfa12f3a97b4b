import type { Block, Inline, ListItem } from './document.ts';

/** What may stand directly inside an open element. `text` keeps characters only, `nothing` drops everything. */
export type Content = 'blocks' | 'inlines' | 'text' | 'items' | 'rows' | 'cells' | 'nothing';

export type Attributes = Readonly<Record<string, string>>;

export interface Cell {
  readonly inlines: readonly Inline[];
  readonly heads: boolean;
  readonly align: 'left' | 'center' | 'right' | undefined;
  /** How many rows it reaches over. */
  readonly height: number;
}

/** An element that is open while the document is built. */
export interface Frame {
  readonly name: string;
  readonly content: Content;
  readonly attributes: Attributes;
  /** Raw HTML may close only what raw HTML, or the builder itself, has opened. */
  readonly origin: 'markdown' | 'html';
  readonly blocks: Block[];
  readonly inlines: Inline[];
  readonly items: ListItem[];
  readonly rows: (readonly Cell[])[];
  readonly cells: Cell[];
  readonly summary: Inline[];
  text: string;
  checked: boolean | undefined;
  language: string | undefined;
  /** The line it begins on, when lines are counted. */
  line: number | undefined;
}

/** A new, empty open element. */
export function createFrame(
  name: string,
  content: Content,
  attributes: Attributes = {},
  origin: Frame['origin'] = 'html',
): Frame {
  return {
    name,
    content,
    attributes,
    origin,
    blocks: [],
    inlines: [],
    items: [],
    rows: [],
    cells: [],
    summary: [],
    text: '',
    checked: undefined,
    language: undefined,
    line: undefined,
  };
}
