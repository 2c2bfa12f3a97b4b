import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import type { DocumentBuilder } from './document-builder.ts';
import { isBlockLevel, isHeading } from './elements.ts';
import type { Attributes } from './frame.ts';
import { addImage, addMap, addMedia, FALLBACK } from './media.ts';
import { lineEnds } from './place.ts';

/**
 * Feeds a piece of HTML, whole or cut anywhere between two tags, to the builder. Tags it does not know are dropped and
 * their text kept; comments, scripts and styles are dropped whole. Nothing in it is run.
 */
export function feedHtml(builder: DocumentBuilder, html: string): void {
  let attributes: Record<string, string> = {};
  let attribute = '';
  let tag = '';
  let text = '';
  let counted = 0;
  const slice = (start: number, end: number) => html.slice(start, end);

  function flush(): void {
    if (text !== '') feedText(builder, text);
    text = '';
  }
  function countLines(place: number): void {
    const line = builder.line();
    if (line === undefined) return;
    builder.at(line + lineEnds(html, counted, place));
    counted = place;
  }
  function openTag(): void {
    flush();
    openElement(builder, tag, attributes);
  }

  const callbacks: TokenizerCallbacks = {
    ontext: (start, end) => {
      text += slice(start, end);
    },
    ontextentity: (codepoint) => {
      text += String.fromCodePoint(codepoint);
    },
    onopentagname: (start, end) => {
      countLines(start);
      tag = slice(start, end).toLowerCase();
      attributes = {};
    },
    onattribname: (start, end) => {
      attribute = slice(start, end).toLowerCase();
      attributes[attribute] = '';
    },
    onattribdata: (start, end) => {
      attributes[attribute] += slice(start, end);
    },
    onattribentity: (codepoint) => {
      attributes[attribute] += String.fromCodePoint(codepoint);
    },
    onattribend: ignore,
    onopentagend: openTag,
    onselfclosingtag: () => {
      openTag();
      // HTML knows no such end for them, their authors do.
      if (FALLBACK.has(tag)) closeElement(builder, tag);
    },
    onclosetag: (start, end) => {
      flush();
      closeElement(builder, slice(start, end).toLowerCase());
    },
    oncdata: ignore,
    oncomment: ignore,
    ondeclaration: ignore,
    onprocessinginstruction: ignore,
    onend: flush,
  };
  const tokenizer = new Tokenizer({ decodeEntities: true }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
}

function ignore(): void {
  // Comments, declarations and the like say nothing to a reader.
}

function feedText(builder: DocumentBuilder, text: string): void {
  builder.text(builder.top().name === 'pre' ? text : text.replace(/[ \t\r\n\f]+/g, ' '));
}

/** Opens one HTML element, or adds what an element without content stands for. */
export function openElement(builder: DocumentBuilder, name: string, attributes: Attributes): void {
  nameAnchors(builder, name, attributes);
  switch (name) {
    case 'br':
      builder.inline({ type: 'break' });
      return;
    case 'hr':
      builder.block({ type: 'rule' });
      return;
    case 'img':
      addImage(builder, attributes, attributes.alt || attributes.title || '');
      return;
    case 'tg-map':
      addMap(builder, attributes);
      return;
    case 'cite':
      // The name under a quotation, when nothing sets it apart.
      if (/[\p{L}\p{N}.!?…”"»]$/u.test(lastText(builder))) builder.inline({ type: 'break' });
      break;
    case 'input':
      if (attributes.type?.toLowerCase() === 'checkbox') builder.check(attributes.checked !== undefined);
      return;
    case 'code':
      if (builder.top().name === 'pre')
        builder.top().language ??= /\blang(?:uage)?-([\w+#.-]+)/.exec(attributes.class ?? '')?.[1];
      break;
    default:
      if (addMedia(builder, name, attributes)) return;
  }
  builder.open(name, attributes);
}

/** Closes the HTML element of this name, if one is open. */
export function closeElement(builder: DocumentBuilder, name: string): void {
  builder.closeHtml(FALLBACK.has(name) ? 'media' : name);
}

function lastText(builder: DocumentBuilder): string {
  const last = builder.top().inlines.at(-1);
  return last?.type === 'text' ? last.text : '';
}

function nameAnchors(builder: DocumentBuilder, name: string, { id, name: ownName }: Attributes): void {
  const inside = !isBlockLevel(name);
  // A heading keeps its own name.
  if (id !== undefined && !isHeading(name)) builder.anchor(id, inside);
  if (name === 'a' && ownName !== undefined && ownName !== id) builder.anchor(ownName, inside);
}
