declare module 'markdown-it-footnote' {
  import type { MarkdownIt } from 'markdown-it';

  /** The plugin brings no types of its own. */
  const footnote: (md: MarkdownIt) => void;
  export = footnote;
}
