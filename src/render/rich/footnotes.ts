import type { InputRichBlock, InputRichBlockListItem } from 'grammy/types';
import type { Footnote } from '../../markdown/document.ts';
import { inlineText } from '../../markdown/inlines.ts';
import { isVisible } from '../formatted.ts';
import { renderBlocks } from './block.ts';
import type { Context } from './context.ts';
import { renderInlines } from './inline.ts';
import type { NoteTarget } from './note-mark.ts';
import { holdsImage } from './paragraph.ts';
import { textBlocks, trimRun, wrap } from './run.ts';

/**
 * The targets of the notes that stand on a page, by label, with names that no anchor has. A reference is a text; a note
 * that begins with something else gets an anchor.
 */
export function noteTargets(notes: readonly Footnote[], anchors: ReadonlySet<string>): ReadonlyMap<string, NoteTarget> {
  const shown = notes.filter(({ blocks }) => blocks.length > 0);
  return new Map(
    shown.map((note) => {
      let name = `note-${note.label}`;
      while (anchors.has(name)) name += '-';
      return [note.label, { kind: isText(note) ? 'reference' : 'anchor', name }];
    }),
  );
}

/** The notes of a page below a line, numbered as in the text. */
export function renderNotes(notes: readonly Footnote[], context: Context): InputRichBlock[] {
  const items = notes.flatMap((note): InputRichBlockListItem[] => {
    const target = context.notes.get(note.label);
    return target === undefined
      ? []
      : [{ blocks: renderNote(note, target, context), value: Number(note.label), type: '1' }];
  });
  return items.length === 0 ? [] : [{ type: 'divider' }, { type: 'list', items }];
}

function renderNote(note: Footnote, { kind, name }: NoteTarget, context: Context): InputRichBlock[] {
  // A line of the list is at level 3, and the reference around its text takes two more.
  const level = 5;
  const [first, ...rest] = note.blocks;
  if (kind === 'anchor' || first?.type !== 'paragraph') {
    return [{ type: 'anchor', name }, ...renderBlocks(note.blocks, context, level)];
  }
  const run = trimRun(renderInlines(first.children, context, { room: 5 }));
  const text = wrap(run, (text) => ({ type: 'reference', text, name }));
  return [...textBlocks(text, (text) => ({ type: 'paragraph', text })), ...renderBlocks(rest, context, level)];
}

function isText({ blocks: [first] }: Footnote): boolean {
  return first?.type === 'paragraph' && !holdsImage(first.children) && isVisible(inlineText(first.children));
}
