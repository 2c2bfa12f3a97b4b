import { closeFrame } from './close-frame.ts';
import type { Block, Document, Inline } from './document.ts';
import { contentOf, isBlockLevel } from './elements.ts';
import { type Attributes, type Content, createFrame, type Frame } from './frame.ts';
import { appendInline } from './inlines.ts';

/**
 * Builds a document from one stream of elements, whoever names them: Markdown's syntax or the HTML between it. Markdown
 * nests well and closes what it opened; HTML may close too much, too little or not at all, so it never closes an element
 * of Markdown's, and whatever it leaves open ends with the Markdown around it.
 */
export interface DocumentBuilder {
  /** Opens an element; `undefined` when the element itself is not kept (its content is). */
  open(name: string, attributes?: Attributes, origin?: Frame['origin']): Frame | undefined;
  /** Closes an element that `open` gave, with everything still open inside it. */
  close(frame: Frame | undefined): void;
  /** Closes the nearest HTML element of this name, if one is open. */
  closeHtml(name: string): void;
  /** Ends code and dropped elements whose end tag is missing, so that they cannot swallow what follows. */
  endRaw(): void;
  text(value: string): void;
  inline(inline: Inline): void;
  block(block: Block): void;
  /** Sets the check mark of the list item that is open. */
  check(checked: boolean): void;
  /** The element that is open now. */
  top(): Frame;
  /** Ends everything. `order` names the footnotes in order of first reference; those never referred to follow. */
  finish(order: readonly string[]): Document;
}

// Deeper elements are not kept, only their content: renderers may walk the tree by recursion.
const MAX_DEPTH = 48;

// Characters that no message may hold; \t and \n stay. Unpaired surrogates are replaced before parsing.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this looks for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** An empty document to build on. */
export function createDocumentBuilder(): DocumentBuilder {
  const root = createFrame('root', 'blocks', {}, 'markdown');
  const stack: Frame[] = [root];
  const notes = new Map<string, Block[]>();
  const top = () => stack.at(-1) ?? root;

  function push(name: string, content: Content, attributes: Attributes = {}, origin: Frame['origin'] = 'html'): Frame {
    const frame = createFrame(name, content, attributes, origin);
    stack.push(frame);
    return frame;
  }

  function pop(): void {
    if (stack.length === 1) return;
    const frame = stack.pop() as Frame;
    if (frame.name === 'footnote') notes.set(frame.attributes.label ?? '', frame.blocks);
    else closeFrame(frame, top());
  }

  function popThrough(frame: Frame): void {
    if (frame === root || !stack.includes(frame)) return;
    while (stack.includes(frame)) pop();
  }

  /** Ends the paragraph that is open, with the styles inside it. */
  function endParagraph(): void {
    while (top().content === 'inlines' || isInlineCode(top())) pop();
  }

  function endRaw(): void {
    while (top().content === 'text' || top().content === 'nothing') pop();
  }

  /** Makes room for a block: ends a paragraph, begins the list item or cell that HTML left out. */
  function prepareBlock(): void {
    endParagraph();
    if (top().content === 'items') push('li', 'blocks');
    if (top().content === 'rows') push('tr', 'cells');
    if (top().content === 'cells') push('td', 'blocks');
  }

  function prepareInline(): void {
    if (top().content === 'inlines') return;
    prepareBlock();
    push('p', 'inlines');
  }

  /** Ends what is open inside the nearest container that can hold `wanted`; false when there is none. */
  function descendTo(wanted: Content): boolean {
    const index = stack.findLastIndex((frame) => frame.content === wanted || isBarrier(frame));
    if (stack[index]?.content !== wanted) return false;
    while (stack.length > index + 1) pop();
    return true;
  }

  function openPart(name: string, attributes: Attributes, origin: Frame['origin']): Frame | undefined {
    if (name === 'li' && descendTo('items')) return push(name, 'blocks', attributes, origin);
    if (name === 'tr' && descendTo('rows')) return push(name, 'cells', attributes, origin);
    if (name === 'td' || name === 'th') {
      if (!descendTo('cells') && descendTo('rows')) push('tr', 'cells');
      if (top().content === 'cells') return push(name, 'blocks', attributes, origin);
    }
    endParagraph();
    return undefined;
  }

  function open(name: string, attributes: Attributes = {}, origin: Frame['origin'] = 'html'): Frame | undefined {
    if (origin === 'markdown' && (isBlockLevel(name) || name === 'li')) endRaw();
    if (top().content === 'text' || top().content === 'nothing') return undefined;
    if (name === 'li' || name === 'tr' || name === 'td' || name === 'th') return openPart(name, attributes, origin);
    const content = contentOf(name);
    if (isBlockLevel(name)) {
      if (content === undefined) endParagraph();
      else prepareBlock();
    } else if (content !== undefined && content !== 'nothing') {
      prepareInline();
    }
    if (content === undefined || stack.length >= MAX_DEPTH) return undefined;
    return push(name, content, attributes, origin);
  }

  function closeHtml(name: string): void {
    const index = stack.findLastIndex((frame) => frame.name === name || isBarrier(frame));
    const frame = stack[index];
    if (frame?.name === name && frame.origin === 'html') popThrough(frame);
    else if (isBlockLevel(name) && contentOf(name) === undefined) endParagraph();
  }

  function text(value: string): void {
    const clean = value.replace(CONTROL, '');
    const frame = top();
    if (frame.content === 'nothing' || clean === '') return;
    if (frame.content === 'text') {
      frame.text += clean;
      return;
    }
    if (frame.content !== 'inlines' && clean.trim() === '') return;
    prepareInline();
    appendInline(top().inlines, { type: 'text', text: clean });
  }

  function inline(node: Inline): void {
    const frame = top();
    if (frame.content === 'nothing') return;
    if (frame.content === 'text') {
      frame.text += node.type === 'break' ? '\n' : 'text' in node ? node.text : '';
      return;
    }
    if (node.type === 'break' && frame.content !== 'inlines') return;
    prepareInline();
    appendInline(top().inlines, 'text' in node ? { ...node, text: node.text.replace(CONTROL, '') } : node);
  }

  function block(node: Block): void {
    endRaw();
    prepareBlock();
    top().blocks.push('text' in node ? { ...node, text: node.text.replace(CONTROL, '') } : node);
  }

  function finish(order: readonly string[]): Document {
    while (stack.length > 1) pop();
    const labels = [...new Set([...order, ...notes.keys()])];
    const footnotes = labels.map((label, index) => ({ label: String(index + 1), blocks: notes.get(label) ?? [] }));
    return { blocks: root.blocks, footnotes };
  }

  return {
    open,
    close: (frame) => frame !== undefined && popThrough(frame),
    closeHtml,
    endRaw,
    text,
    inline,
    block,
    check(checked) {
      const item = stack.findLast((frame) => frame.name === 'li');
      if (item !== undefined) item.checked = checked;
    },
    top,
    finish,
  };
}

function isInlineCode(frame: Frame): boolean {
  return frame.content === 'text' && frame.name !== 'pre';
}

/** HTML's end tags reach through paragraphs and styles, never out of a block of Markdown's. */
function isBarrier(frame: Frame): boolean {
  return frame.origin === 'markdown' && frame.content !== 'inlines';
}
