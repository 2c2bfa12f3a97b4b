import { inlineText } from '../../markdown/inlines.ts';
import type { Steps } from '../../markdown/steps.ts';
import type { Section } from '../article-page.ts';
import { graphemeBorder } from '../cut.ts';
import { leavesBetween } from './inline-flow.ts';
import { type Leaf, noteOf, type Piece } from './piece.ts';

const NAME_LIMIT = 200;
const PIECES_A_STEP = 200;

/** What the places that links lead to are called, and where they are. */
export interface Anchors {
  /** A name of its own for each heading. */
  readonly names: ReadonlyMap<Leaf, string>;
  /** Every name, those the author put into the text too, with the page of its first place. */
  readonly pages: Readonly<Record<string, number>>;
  /** The headings outside of notes. */
  readonly sections: readonly Section[];
}

/**
 * Names every heading: as its author did, else as GitHub does (lower case, no punctuation, hyphens for spaces, `-1` where
 * a name comes again). `pageOf` gives the page of a piece.
 */
export function* nameAnchors(pieces: readonly Piece[], pageOf: (index: number) => number): Steps<Anchors> {
  // Without a prototype, or a link to #constructor would lead to a function.
  const pages: Record<string, number> = Object.create(null);
  const names = new Map<Leaf, string>();
  for (const [index, { leaf, from, to }] of pieces.entries()) {
    if (index % PIECES_A_STEP === 0) yield;
    if (leaf.type === 'heading' && from === 0 && leaf.block.anchor && !(leaf.block.anchor in pages)) {
      names.set(leaf, leaf.block.anchor);
      pages[leaf.block.anchor] = pageOf(index);
    }
    for (const { inline } of 'flow' in leaf ? leavesBetween(leaf.flow, from, to) : []) {
      if (inline.type === 'anchor') pages[inline.name] ??= pageOf(index);
    }
  }
  const sections: Section[] = [];
  const repeats = new Map<string, number>();
  for (const [index, piece] of pieces.entries()) {
    const { leaf, from } = piece;
    if (index % PIECES_A_STEP === 0) yield;
    if (leaf.type !== 'heading' || from > 0) continue;
    const title = inlineText(leaf.block.children).replace(/\s+/g, ' ').trim();
    const page = pageOf(index);
    const anchor = names.get(leaf) ?? freeName(leaf.block.anchor ?? anchorName(title), pages, repeats);
    names.set(leaf, anchor);
    pages[anchor] ??= page;
    if (title !== '' && noteOf(piece) === undefined) sections.push({ level: leaf.block.level, title, anchor, page });
  }
  return { names, pages, sections };
}

/** The name GitHub would give a heading; "section" for one without letters and digits. */
export function anchorName(title: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .trim()
    .replaceAll(' ', '-');
  return name.slice(0, graphemeBorder(name, NAME_LIMIT)) || 'section';
}

function freeName(name: string, taken: Readonly<Record<string, number>>, repeats: Map<string, number>): string {
  if (!(name in taken)) return name;
  for (let count = (repeats.get(name) ?? 0) + 1; ; count++) {
    const candidate = `${name}-${count}`;
    if (candidate in taken) continue;
    repeats.set(name, count);
    return candidate;
  }
}

/** The page that a link to a part of its own text leads to; percent-encoded names are understood. */
export function pageOfAnchor(pages: Readonly<Record<string, number>>, name: string): number | undefined {
  if (Object.hasOwn(pages, name)) return pages[name];
  try {
    const decoded = decodeURIComponent(name);
    return Object.hasOwn(pages, decoded) ? pages[decoded] : undefined;
  } catch {
    // Not percent-encoded after all: then it is a name that nothing has.
    return undefined;
  }
}
