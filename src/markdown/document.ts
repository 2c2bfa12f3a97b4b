/**
 * The document model: what a Markdown text says, free of Markdown's syntax and of Telegram's limits.
 * Parsers produce it, renderers read it; it is plain JSON data, so it can be cached and compared.
 */

export interface Document {
  readonly blocks: readonly Block[];
  /** In order of first reference; `label` is what the mark shows, counted from "1". */
  readonly footnotes: readonly Footnote[];
}

export interface Footnote {
  readonly label: string;
  readonly blocks: readonly Block[];
}

/** Where something begins in the source, counted from 1; only there when the parser was asked for lines. */
interface Placed {
  readonly line?: number;
}

export type Block =
  | Heading
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | ({ readonly type: 'code'; readonly language?: string; readonly text: string } & Placed)
  | { readonly type: 'quote'; readonly alert?: AlertKind; readonly children: readonly Block[] }
  | { readonly type: 'list'; readonly start?: number; readonly items: readonly ListItem[] }
  | Table
  | { readonly type: 'math'; readonly text: string }
  | {
      readonly type: 'details';
      readonly summary: readonly Inline[];
      readonly children: readonly Block[];
      /** Unfolded from the start. */
      readonly open?: boolean;
    }
  | { readonly type: 'rule' };

export interface Heading extends Placed {
  readonly type: 'heading';
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  /** The name that links within the text use: the author's own (`{#name}`, `id="name"`) when there is one. */
  readonly anchor?: string;
  readonly children: readonly Inline[];
}

export type AlertKind = 'note' | 'tip' | 'important' | 'warning' | 'caution';

export interface ListItem {
  /** Set for a task list item only. */
  readonly checked?: boolean;
  readonly children: readonly Block[];
}

export interface Table extends Placed {
  readonly type: 'table';
  readonly align: readonly ('left' | 'center' | 'right' | undefined)[];
  /** Cells of the header row, none when the source has no header; each cell is a run of inlines. */
  readonly header: readonly (readonly Inline[])[];
  readonly rows: readonly (readonly (readonly Inline[])[])[];
}

export type InlineStyle =
  | 'strong'
  | 'emphasis'
  | 'strikethrough'
  | 'underline'
  | 'spoiler'
  | 'mark'
  | 'subscript'
  | 'superscript';

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: InlineStyle; readonly children: readonly Inline[] }
  | ({ readonly type: 'link'; readonly url: string; readonly children: readonly Inline[] } & Placed)
  | ({ readonly type: 'image'; readonly url: string; readonly alt: string } & Placed)
  /** A place that links within the text lead to; shows nothing. */
  | { readonly type: 'anchor'; readonly name: string }
  | { readonly type: 'break' }
  | { readonly type: 'math'; readonly text: string }
  | { readonly type: 'footnote-reference'; readonly label: string };
