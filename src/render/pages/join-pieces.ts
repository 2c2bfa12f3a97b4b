import type { Block, Footnote, Inline, ListItem } from '../../markdown/document.ts';
import { trimInlines } from '../../markdown/inlines.ts';
import type { ArticlePage } from '../article-page.ts';
import { sliceText } from './cut-text.ts';
import { sliceFlow } from './inline-flow.ts';
import { type Container, type Leaf, noteOf, type Piece } from './piece.ts';

type Rows = (readonly (readonly Inline[])[])[];

/** Where the pieces of a container go on the page that is being built. */
interface Place {
  readonly blocks: Block[];
  readonly items: ListItem[];
  readonly rows: Rows;
  setHead(head: readonly (readonly Inline[])[]): void;
}

/** Joins the pieces of a page, from index `begin` to before `end`, to blocks and notes. `names` are the headings' anchors. */
export function joinPieces(
  pieces: readonly Piece[],
  begin: number,
  end: number,
  names: ReadonlyMap<Leaf, string>,
): ArticlePage {
  const texts = new Map<Container | undefined, Piece[]>([[undefined, []]]);
  for (const piece of pieces.slice(begin, end)) {
    const note = noteOf(piece);
    const text = texts.get(note);
    if (text === undefined) texts.set(note, [piece]);
    else text.push(piece);
  }
  const footnotes: Footnote[] = [];
  let blocks: readonly Block[] = [];
  for (const [note, text] of texts) {
    const joined = joinText(text, begin, names);
    if (note?.type === 'note') footnotes.push({ label: note.label, blocks: joined });
    else blocks = joined;
  }
  return { blocks, footnotes };
}

function joinText(pieces: readonly Piece[], begin: number, names: ReadonlyMap<Leaf, string>): readonly Block[] {
  const root = emptyPlace([]);
  const places = new Map<Container, Place>();
  const placeOf = (container: Container | undefined): Place => {
    if (container === undefined || container.type === 'note') return root;
    const known = places.get(container);
    if (known !== undefined) return known;
    const place = openPlace(container, placeOf(container.outer), container.first < begin);
    places.set(container, place);
    return place;
  };
  for (let index = 0; index < pieces.length; ) {
    const { leaf, from, container } = pieces[index] as Piece;
    let next = index + 1;
    while (pieces[next]?.leaf === leaf) next += 1;
    closeLeaf(leaf, from, pieces[next - 1]?.to ?? from, placeOf(container), names);
    index = next;
  }
  return root.blocks;
}

function emptyPlace(blocks: Block[]): Place {
  return { blocks, items: [], rows: [], setHead: () => undefined };
}

/** Begins a container on this page, for the first time or, when it goes on from the page before, again. */
function openPlace(container: Exclude<Container, { type: 'note' }>, outer: Place, goesOn: boolean): Place {
  const place = emptyPlace([]);
  switch (container.type) {
    case 'quote': {
      const alert = goesOn ? undefined : container.alert;
      outer.blocks.push({ type: 'quote', ...(alert === undefined ? {} : { alert }), children: place.blocks });
      return place;
    }
    case 'details': {
      const { isOpen } = container;
      const open = isOpen === undefined ? {} : { open: isOpen };
      const details = { type: 'details' as const, summary: CONTINUED, ...open, children: place.blocks };
      outer.blocks.push(details);
      return { ...place, setHead: ([summary = []]) => Object.assign(details, { summary }) };
    }
    // What goes on of an item stands without its mark, before the list of the items that follow.
    case 'list':
      return { ...outer, items: [] };
    case 'item':
      return goesOn ? outer : openItem(container, outer);
    case 'table': {
      const header = goesOn ? container.repeatedHeader : [];
      const table = { ...container.block, header, rows: place.rows };
      outer.blocks.push(table);
      return { ...place, setHead: (head) => Object.assign(table, { header: head }) };
    }
  }
}

const CONTINUED: readonly Inline[] = [{ type: 'text', text: '…' }];

function openItem(container: Extract<Container, { type: 'item' }>, list: Place): Place {
  const place = emptyPlace([]);
  if (list.items.length === 0) {
    const { outer } = container;
    const start = outer?.type === 'list' && outer.start !== undefined ? { start: outer.start + container.index } : {};
    list.blocks.push({ type: 'list', ...start, items: list.items });
  }
  list.items.push({ ...container.item, children: place.blocks });
  return place;
}

function closeLeaf(leaf: Leaf, from: number, to: number, place: Place, names: ReadonlyMap<Leaf, string>): void {
  switch (leaf.type) {
    case 'nothing':
      return;
    case 'rule':
      place.blocks.push({ type: 'rule' });
      return;
    case 'code':
    case 'math': {
      const text = sliceText(leaf.block.text, from, to);
      if (text === leaf.block.text) place.blocks.push(leaf.block);
      // Half a formula is no formula, only its source can be shown.
      else if (leaf.type === 'math') place.blocks.push({ type: 'code', language: 'latex', text });
      else if (text !== '') place.blocks.push({ ...leaf.block, text });
      return;
    }
    default: {
      const runs = sliceFlow(leaf.flow, from, to);
      closeFlow(leaf, from, runs === leaf.flow.runs ? runs : runs.map(trimInlines), place, names);
    }
  }
}

function closeFlow(
  leaf: Exclude<Leaf, { type: 'nothing' | 'rule' | 'code' | 'math' }>,
  from: number,
  runs: readonly (readonly Inline[])[],
  place: Place,
  names: ReadonlyMap<Leaf, string>,
): void {
  const children = runs[0] ?? [];
  const name = names.get(leaf);
  if (leaf.type === 'row' || (leaf.type === 'header' && from > 0)) place.rows.push(runs);
  else if (leaf.type === 'header' || (leaf.type === 'summary' && from === 0)) place.setHead(runs);
  else if (leaf.type === 'paragraph' || leaf.type === 'summary') place.blocks.push({ type: 'paragraph', children });
  else if (leaf.type === 'heading' && from > 0) {
    // A heading longer than a page would be named twice if its rest were a heading too.
    place.blocks.push({ type: 'paragraph', children: [{ type: 'strong', children }] });
  } else if (leaf.type === 'heading') {
    place.blocks.push({ ...leaf.block, ...(name === undefined ? {} : { anchor: name }), children });
  }
}
