import type { Block, Document, Inline } from './document.ts';
import { createElementStack, type ElementStack } from './element-stack.ts';
import { contentOf, isBlockLevel } from './elements.ts';
import type { Attributes, Frame } from './frame.ts';
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
  /** Ends a paragraph that no style or link holds open. */
  endLine(): void;
  text(value: string): void;
  inline(inline: Inline): void;
  block(block: Block): void;
  /** Names a place: here in the line when `inside` one, else the next words, wherever they stand. */
  anchor(name: string, inside: boolean): void;
  /** Says on which line of the source the following stands; never called when lines are not counted. */
  at(line: number): void;
  /** What `at` was told last. */
  line(): number | undefined;
  /** Sets the check mark of the list item that is open. */
  check(checked: boolean): void;
  /** The outermost blocks that have been closed; none of them changes. */
  readonly blocks: readonly Block[];
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
  const stack = createElementStack();
  // Anchors that wait for the words they stand before.
  const anchors: string[] = [];
  let line: number | undefined;
  return {
    open(name, attributes = {}, origin = 'html') {
      if (name === 'footnote' || name === 'pre') placeWaiting(stack, anchors);
      const frame = openElement(stack, name, attributes, origin);
      if (frame !== undefined) frame.line = line;
      return frame;
    },
    close: (frame) => frame !== undefined && stack.closeThrough(frame),
    closeHtml: (name) => closeHtml(stack, name),
    endRaw: stack.endRaw,
    endLine() {
      if (stack.top().name === 'p') stack.endParagraph();
    },
    text: (value) => addText(stack, value.replace(CONTROL, ''), anchors),
    inline: (inline) => addInline(stack, withoutControl(inline), anchors),
    block(block) {
      stack.endRaw();
      placeWaiting(stack, anchors);
      stack.prepareBlock();
      stack.top().blocks.push(withoutControl(block));
    },
    anchor(name, inside) {
      const clean = name.replace(CONTROL, '').trim();
      const { content, inlines } = stack.top();
      if (clean === '' || content === 'nothing') return;
      if (inside && content === 'inlines' && inlines.length > 0) inlines.push({ type: 'anchor', name: clean });
      else anchors.push(clean);
    },
    at(now) {
      line = now;
    },
    line: () => line,
    check(checked) {
      const item = stack.findInnermost((frame) => frame.name === 'li');
      if (item?.name === 'li') item.checked = checked;
    },
    blocks: stack.root.blocks,
    top: stack.top,
    finish(order) {
      while (stack.depth() > 1) stack.closeThrough(stack.top());
      placeWaiting(stack, anchors);
      stack.endParagraph();
      const labels = [...new Set([...order, ...stack.notes.keys()])];
      const footnotes = labels.map((label, index) => ({
        label: String(index + 1),
        blocks: stack.notes.get(label) ?? [],
      }));
      return { blocks: stack.root.blocks, footnotes };
    },
  };
}

function openElement(
  stack: ElementStack,
  name: string,
  attributes: Attributes,
  origin: Frame['origin'],
): Frame | undefined {
  if (origin === 'markdown' && (isBlockLevel(name) || name === 'li')) stack.endRaw();
  if (stack.top().content === 'text' || stack.top().content === 'nothing') return undefined;
  if (name === 'caption' && stack.descendTo('rows')) return stack.push(name, 'blocks', attributes, origin);
  if (name === 'li' || name === 'tr' || name === 'td' || name === 'th')
    return openPart(stack, name, attributes, origin);
  const content = contentOf(name);
  if (isBlockLevel(name)) {
    if (content === undefined) stack.endParagraph();
    else stack.prepareBlock();
  } else if (content !== undefined && content !== 'nothing') {
    stack.prepareInline();
  }
  if (content === undefined || stack.depth() >= MAX_DEPTH) return undefined;
  return stack.push(name, content, attributes, origin);
}

/** Opens a part of a list or a table; outside of one it is only a border between paragraphs. */
function openPart(
  stack: ElementStack,
  name: string,
  attributes: Attributes,
  origin: Frame['origin'],
): Frame | undefined {
  if (name === 'li' && stack.descendTo('items')) return stack.push(name, 'blocks', attributes, origin);
  if (name === 'tr' && stack.descendTo('rows')) return stack.push(name, 'cells', attributes, origin);
  if (name === 'td' || name === 'th') {
    if (!stack.descendTo('cells') && stack.descendTo('rows')) stack.push('tr', 'cells');
    if (stack.top().content === 'cells') return stack.push(name, 'blocks', attributes, origin);
  }
  stack.endParagraph();
  return undefined;
}

function closeHtml(stack: ElementStack, name: string): void {
  const frame = stack.findInnermost((open) => open.name === name);
  if (frame?.name === name && frame.origin === 'html') stack.closeThrough(frame);
  else if (isBlockLevel(name) && contentOf(name) === undefined) stack.endParagraph();
}

function addText(stack: ElementStack, text: string, anchors: string[]): void {
  const frame = stack.top();
  if (frame.content === 'nothing' || text === '') return;
  if (frame.content === 'text') {
    frame.text += text;
    return;
  }
  if (frame.content !== 'inlines' && text.trim() === '') return;
  stack.prepareInline();
  if (anchors.length > 0 && text.trim() !== '') pushAnchors(stack, anchors);
  appendInline(stack.top().inlines, { type: 'text', text });
}

function addInline(stack: ElementStack, inline: Inline, anchors: string[]): void {
  const frame = stack.top();
  if (frame.content === 'nothing') return;
  if (frame.content === 'text') {
    frame.text += bareText(inline);
    return;
  }
  if (inline.type === 'break' && frame.content !== 'inlines') return;
  stack.prepareInline();
  if (anchors.length > 0 && inline.type !== 'break') pushAnchors(stack, anchors);
  appendInline(stack.top().inlines, inline);
}

/** What is left of an inline in code: there are no pictures, but words for them. */
function bareText(inline: Inline): string {
  if (inline.type === 'break') return '\n';
  if (inline.type === 'image') return inline.alt;
  return 'text' in inline ? inline.text : '';
}

/** Puts waiting anchors into a paragraph of their own, before what holds no words. */
function placeWaiting(stack: ElementStack, anchors: string[]): void {
  if (anchors.length === 0) return;
  stack.endParagraph();
  stack.prepareInline();
  pushAnchors(stack, anchors);
}

function pushAnchors(stack: ElementStack, anchors: string[]): void {
  for (const name of anchors.splice(0)) stack.top().inlines.push({ type: 'anchor', name });
}

function withoutControl<Node extends Block | Inline>(node: Node): Node {
  return 'text' in node ? { ...node, text: node.text.replace(CONTROL, '') } : node;
}
