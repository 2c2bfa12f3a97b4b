import type { Document, Footnote } from '../../markdown/document.ts';
import type { Steps } from '../../markdown/steps.ts';
import { borderCost, cutCost } from './border-cost.ts';
import { addBlocks, addEmpty } from './cut-blocks.ts';
import type { CutLimits } from './cut-flow.ts';
import { addSizes, measureBlocks, measureFootnote, NOTHING, ONE_BLOCK, type Size } from './measure.ts';
import type { PageLimits } from './page-limits.ts';
import type { Container, ContainerKind, Leaf, Piece } from './piece.ts';
import { shows } from './shows.ts';

/** A longer paragraph, row or code is cut, so that a page can be filled to this share. */
const PIECES_A_PAGE = 8;
const MEDIA_PIECES_A_PAGE = 5;
const LEAVES_A_STEP = 40;

/** What is being cut, and how far the cutting has come. */
export interface Cutting {
  readonly limits: CutLimits & { /** A formula of no more is never cut. */ readonly formulaCharacters: number };
  readonly pieces: Piece[];
  /** Opens a container; what it takes is added to the piece that follows. `again` is what it takes where it goes on. */
  open(kind: ContainerKind, outer: Container | undefined, again: Size): Container;
  /** Adds a stretch of a leaf. `cut` is the cost of the cut before it, undefined at the leaf's beginning. */
  add(leaf: Leaf, stretch: Stretch, container: Container | undefined, cut?: number): Steps<void>;
  /** How many characters a note brings along when it is referred to now. */
  noteLength(label: string): number;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly size: Size;
  /** The notes it refers to. */
  readonly labels: readonly string[];
}

/** Cuts a document into pieces, notes after the piece that first refers to them, those never referred to at the end. */
export function* cutDocument(document: Document, limits: PageLimits): Steps<readonly Piece[]> {
  const { cutting, addNote } = createCutting(document.footnotes, limits);
  yield* addBlocks(cutting, document.blocks, undefined);
  for (const note of document.footnotes) {
    if (note.blocks.some(shows)) yield* addNote(note.label, NOTHING);
  }
  return cutting.pieces;
}

function createCutting(footnotes: readonly Footnote[], limits: PageLimits) {
  const pieces: Piece[] = [];
  const notes = new Map(footnotes.map((note) => [note.label, note]));
  const lengths = new Map<string, number>();
  /** Labels that wait until the note with their mark has ended. */
  let waiting: string[] | undefined;
  let before: Leaf | undefined;
  let afterRule = false;
  let opening = NOTHING;
  let leaves = 0;

  const cutting: Cutting = {
    limits: {
      characters: Math.max(1, Math.floor(limits.characters / PIECES_A_PAGE)),
      media: Math.max(1, Math.floor(limits.media / MEDIA_PIECES_A_PAGE)),
      formulaCharacters: limits.characters,
    },
    pieces,
    open(kind, outer, again) {
      opening = addSizes([
        opening,
        kind.type === 'note' ? measureFootnote({ label: kind.label, blocks: [] }) : ONE_BLOCK,
      ]);
      return { ...kind, outer, first: pieces.length, again: addSizes([outer?.again ?? NOTHING, again]) };
    },
    *add(leaf, { from, to, size, labels }, container, cut) {
      const cost =
        cut === undefined
          ? borderCost(before, leaf, container, pieces.length, afterRule)
          : cutCost(leaf, cut, container, pieces.length);
      const again = addSizes([container?.again ?? NOTHING, cut === undefined ? NOTHING : ONE_BLOCK]);
      pieces.push({ leaf, from, to, container, size: addSizes([opening, size]), again, cost });
      opening = NOTHING;
      afterRule = leaf.type === 'rule';
      // A line or a bare anchor after a heading does not set it free.
      if (leaf.type !== 'rule') before = leaf;
      if (++leaves % LEAVES_A_STEP === 0) yield;
      if (waiting !== undefined) for (const label of labels) waiting.push(label);
      else for (const label of labels) yield* addNote(label, addSizes([container?.again ?? NOTHING, ONE_BLOCK]));
    },
    noteLength(label) {
      const note = notes.get(label);
      if (note === undefined) return 0;
      const length = lengths.get(label) ?? measureBlocks(note.blocks).characters;
      lengths.set(label, length);
      return length;
    },
  };

  function* addNote(first: string, around: Size): Steps<void> {
    const saved = { before, afterRule };
    const queue = [first];
    waiting = queue;
    for (let label = queue.shift(); label !== undefined; label = queue.shift()) {
      const note = notes.get(label);
      // Every note comes once, at its first mark.
      notes.delete(label);
      if (note === undefined) continue;
      before = undefined;
      afterRule = false;
      const own = measureFootnote({ label, blocks: [] });
      const container = cutting.open({ type: 'note', label }, undefined, addSizes([around, own]));
      yield* addBlocks(cutting, note.blocks, container);
      // An empty note keeps its place, so that its mark leads somewhere.
      if (pieces.length === container.first) yield* addEmpty(cutting, 'nothing', container);
    }
    waiting = undefined;
    ({ before, afterRule } = saved);
  }

  return { cutting, addNote };
}
