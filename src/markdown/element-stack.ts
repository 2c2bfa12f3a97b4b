import { closeFrame } from './close-frame.ts';
import type { Block } from './document.ts';
import { type Attributes, type Content, createFrame, type Frame } from './frame.ts';

/**
 * The elements that are open, outermost first. Closing one turns it into nodes of the one around it. What HTML leaves
 * out (the paragraph around text, the item around a block in a list) is opened here.
 */
export interface ElementStack {
  readonly root: Frame;
  /** The blocks of footnotes that have been closed, by label. */
  readonly notes: ReadonlyMap<string, readonly Block[]>;
  top(): Frame;
  depth(): number;
  push(name: string, content: Content, attributes?: Attributes, origin?: Frame['origin']): Frame;
  /** Closes an element and all inside it; nothing when it is not open any more. */
  closeThrough(frame: Frame): void;
  /** The innermost element that passes, or the barrier that HTML's end tags do not cross. */
  findInnermost(passes: (frame: Frame) => boolean): Frame | undefined;
  /** Closes what is open inside the nearest container for `wanted`; false when there is none. */
  descendTo(wanted: Content): boolean;
  /** Ends the paragraph that is open, with the styles inside it. */
  endParagraph(): void;
  /** Ends code and dropped elements whose end tag is missing, so that they cannot swallow what follows. */
  endRaw(): void;
  /** Makes room for a block. */
  prepareBlock(): void;
  /** Makes room for inlines. */
  prepareInline(): void;
}

/** A stack that holds nothing but the document itself. */
export function createElementStack(): ElementStack {
  const root = createFrame('root', 'blocks', {}, 'markdown');
  const frames: Frame[] = [root];
  const notes = new Map<string, readonly Block[]>();
  const top = () => frames.at(-1) ?? root;
  const push: ElementStack['push'] = (name, content, attributes = {}, origin = 'html') => {
    const frame = createFrame(name, content, attributes, origin);
    frames.push(frame);
    return frame;
  };

  /** A label that is given twice is a slip of the author's; both texts are for readers. */
  function addNote({ attributes: { label = '' }, blocks }: Frame): void {
    const before = notes.get(label);
    notes.set(label, before === undefined ? blocks : [...before, ...blocks]);
  }

  function pop(): void {
    const frame = frames.length > 1 ? frames.pop() : undefined;
    if (frame?.name === 'footnote') addNote(frame);
    else if (frame !== undefined) closeFrame(frame, top());
  }

  const findInnermost: ElementStack['findInnermost'] = (passes) =>
    frames.findLast((frame) => passes(frame) || isBarrier(frame));

  function endParagraph(): void {
    while (top().content === 'inlines' || isInlineCode(top())) pop();
  }

  function prepareBlock(): void {
    endParagraph();
    if (top().content === 'items') push('li', 'blocks');
    if (top().content === 'rows') push('tr', 'cells');
    if (top().content === 'cells') push('td', 'blocks');
  }

  return {
    root,
    notes,
    top,
    depth: () => frames.length,
    push,
    closeThrough(frame) {
      while (frames.length > 1 && frames.includes(frame)) pop();
    },
    findInnermost,
    descendTo(wanted) {
      const container = findInnermost((frame) => frame.content === wanted);
      if (container?.content !== wanted) return false;
      while (top() !== container) pop();
      return true;
    },
    endParagraph,
    endRaw() {
      while (top().content === 'text' || top().content === 'nothing') pop();
    },
    prepareBlock,
    prepareInline() {
      if (top().content === 'inlines') return;
      prepareBlock();
      push('p', 'inlines');
    },
  };
}

function isInlineCode(frame: Frame): boolean {
  return frame.content === 'text' && frame.name !== 'pre';
}

/** HTML's end tags reach through paragraphs and styles, never out of a block of Markdown's. */
function isBarrier(frame: Frame): boolean {
  return frame.origin === 'markdown' && frame.content !== 'inlines';
}
