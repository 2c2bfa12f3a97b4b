import type { AlertKind, Block, Heading, Inline, ListItem, Table } from '../../markdown/document.ts';
import type { InlineFlow } from './inline-flow.ts';
import type { Size } from './measure.ts';

/**
 * A document is cut into pieces, far smaller than a page; borders are chosen between them, and what falls on one page is
 * joined again. A piece is a stretch of one leaf and knows the containers it stands in.
 */
export interface Piece {
  readonly leaf: Leaf;
  /** The stretch of the leaf, in the places of its flow or text. */
  readonly from: number;
  readonly to: number;
  readonly container: Container | undefined;
  /** What it adds to a page that has the piece before it; containers that begin here count too. */
  readonly size: Size;
  /** What a page takes on top when it begins with this piece: containers that go on, table headers that come again. */
  readonly again: Size;
  /** How bad a page's beginning here would be, from 0. */
  readonly cost: number;
}

export type Leaf =
  | { readonly type: 'paragraph'; readonly block: Extract<Block, { type: 'paragraph' }>; readonly flow: InlineFlow }
  | { readonly type: 'heading'; readonly block: Heading; readonly flow: InlineFlow }
  | { readonly type: 'summary'; readonly flow: InlineFlow }
  /** A row of a table, its cells being the runs of the flow. `names` are what it takes for the columns' names. */
  | { readonly type: 'row' | 'header'; readonly flow: InlineFlow; readonly names: Size }
  | { readonly type: 'code' | 'math'; readonly block: Extract<Block, { type: 'code' | 'math' }> }
  | { readonly type: 'rule' }
  /** Keeps the place of something empty, such as a list item without text. */
  | { readonly type: 'nothing' };

export type Container = ContainerKind & {
  readonly outer: Container | undefined;
  /** The index of its first piece. */
  readonly first: number;
  /** What it and all around it take on a page where they go on. */
  readonly again: Size;
};

export type ContainerKind =
  | { readonly type: 'quote'; readonly alert: AlertKind | undefined }
  | { readonly type: 'details'; readonly isOpen: boolean | undefined }
  | { readonly type: 'list'; readonly start: number | undefined }
  | { readonly type: 'item'; readonly index: number; readonly item: ListItem }
  | { readonly type: 'table'; readonly block: Table; readonly repeatedHeader: readonly (readonly Inline[])[] }
  | { readonly type: 'note'; readonly label: string };

/** The note that a piece belongs to; undefined for the article's own text. */
export function noteOf(piece: Piece): Container | undefined {
  let at = piece.container;
  while (at?.outer !== undefined) at = at.outer;
  return at?.type === 'note' ? at : undefined;
}
