import type { Document, Footnote } from '../../markdown/document.ts';
import type { Steps } from '../../markdown/steps.ts';
import { borderCost, cutCost, isBareAnchor } from './border-cost.ts';
import { addBlocks, addEmpty } from './cut-blocks.ts';
import type { CutLimits } from './cut-flow.ts';
import { addSizes, measureFootnote, NOTHING, ONE_BLOCK, type Size } from './measure.ts';
import { type PageLimits, WHOLE_CODE } from './page-limits.ts';
import type { Container, ContainerKind, Leaf, Piece } from './piece.ts';
import { shows } from './shows.ts';

/** A longer paragraph, row or code is cut, so that a page can be filled to this share. */
const PIECES_A_PAGE = 8;
const MEDIA_PIECES_A_PAGE = 5;
const LEAVES_A_STEP = 40;
// Notes that refer to notes that refer to notes … are added by recursion until then.
const NOTES_DEPTH = 8;

/** What is being cut, and how far the cutting has come. */
export interface Cutting {
  readonly limits: CutLimits & {
    readonly heading: CutLimits;
    /** A formula of no more is never cut. */
    readonly formulaCharacters: number;
    /** Code of no more is cut only when nothing else helps. */
    readonly codeCharacters: number;
  };
  readonly pieces: Piece[];
  /** Opens a container; what it takes is added to the piece that follows. `again` is what it takes where it goes on. */
  open(kind: ContainerKind, outer: Container | undefined, again: Size): Container;
  /** Adds a stretch of a leaf. `cut` is the cost of the cut before it, undefined at the leaf's beginning. */
  add(leaf: Leaf, stretch: Stretch, container: Container | undefined, cut?: number): Steps<void>;
  /** What a note brings along when it is referred to now: nothing when it has come before. */
  noteSize(label: string): Size;
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
  const { cutting, addHeld, addNote } = createCutting(document.footnotes, limits);
  yield* addBlocks(cutting, document.blocks, undefined);
  yield* addHeld(NOTHING);
  for (const note of document.footnotes) {
    if (note.blocks.some(shows)) yield* addNote(note.label, NOTHING);
  }
  return cutting.pieces;
}

function createCutting(footnotes: readonly Footnote[], limits: PageLimits) {
  const pieces: Piece[] = [];
  const notes = new Map(footnotes.map((note) => [note.label, note]));
  const sizes = new Map<string, Size>();
  /** Notes that wait until those around their mark have ended. */
  const waiting: string[] = [];
  let depth = 0;
  let held: string[] = [];
  let before: Leaf | undefined;
  let afterRule = false;
  let opening = NOTHING;
  let leaves = 0;

  const cutting: Cutting = {
    limits: {
      characters: Math.max(1, Math.floor(limits.characters / PIECES_A_PAGE)),
      media: Math.max(1, Math.floor(limits.media / MEDIA_PIECES_A_PAGE)),
      heading: { characters: Math.ceil(limits.characters / 2), media: Math.ceil(limits.media / 2) },
      formulaCharacters: limits.characters,
      codeCharacters: limits.characters * WHOLE_CODE,
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
      const around = container?.again ?? NOTHING;
      const goingOn = addSizes([around, ONE_BLOCK, 'names' in leaf ? leaf.names : NOTHING]);
      const again = cut === undefined ? around : goingOn;
      pieces.push({ leaf, from, to, container, size: addSizes([opening, size]), again, cost });
      opening = NOTHING;
      afterRule = leaf.type === 'rule';
      // A line or a bare anchor after a heading does not set it free.
      if (leaf.type !== 'rule') before = leaf;
      if (++leaves % LEAVES_A_STEP === 0) yield;
      for (const label of labels) held.push(label);
      // The notes of a heading come after what it stands before, or a long one would part the two.
      if (held.length === 0 || leaf.type === 'heading' || leaf.type === 'rule' || isBareAnchor(leaf)) return;
      yield* addHeld(goingOn);
    },
    noteSize(label) {
      const note = notes.get(label);
      if (note === undefined) return NOTHING;
      const size = sizes.get(label) ?? measureFootnote(note);
      sizes.set(label, size);
      return size;
    },
  };

  function* addHeld(around: Size): Steps<void> {
    const labels = held;
    held = [];
    for (const label of labels) {
      if (depth < NOTES_DEPTH) yield* addNote(label, around);
      else waiting.push(label);
    }
  }

  function* addNote(label: string, around: Size): Steps<void> {
    const note = notes.get(label);
    // Every note comes once, at its first mark.
    notes.delete(label);
    if (note === undefined) return;
    const saved = { before, afterRule, held };
    held = [];
    before = undefined;
    afterRule = false;
    depth += 1;
    const again = addSizes([around, measureFootnote({ label, blocks: [] })]);
    const container = cutting.open({ type: 'note', label }, undefined, again);
    yield* addBlocks(cutting, note.blocks, container);
    // An empty note keeps its place, so that its mark leads somewhere.
    if (pieces.length === container.first) yield* addEmpty(cutting, 'nothing', container);
    yield* addHeld(again);
    depth -= 1;
    ({ before, afterRule, held } = saved);
    for (let next = depth === 0 ? waiting.shift() : undefined; next !== undefined; next = waiting.shift()) {
      yield* addNote(next, around);
    }
  }

  return { cutting, addHeld, addNote };
}
