import type { RichText } from 'grammy/types';
import type { Inline, InlineStyle } from '../../markdown/document.ts';
import { inlineText } from '../../markdown/inlines.ts';
import { isVisible } from '../formatted.ts';
import type { Context } from './context.ts';
import { imageMark } from './image.ts';
import { linkTo } from './link.ts';
import { noteMark } from './note-mark.ts';
import { append, cleaned, type Run, wrap } from './run.ts';

const STYLES = {
  strong: 'bold',
  emphasis: 'italic',
  strikethrough: 'strikethrough',
  underline: 'underline',
  spoiler: 'spoiler',
  mark: 'marked',
  subscript: 'subscript',
  superscript: 'superscript',
} as const satisfies Record<InlineStyle, string>;

/** An inline that holds others. */
export type Holder = Extract<Inline, { readonly children: readonly Inline[] }>;

/** Where inlines stand. */
export interface Place {
  /** How many formats may be nested here. */
  readonly room: number;
  /** Inside a link, which Telegram has no others in. */
  readonly linked?: boolean;
}

/** Inlines as rich text. Formats nested too deep are dropped, links last of all; their text stays. */
export function renderInlines(inlines: readonly Inline[], context: Context, place: Place): Run {
  const run: Run = [];
  for (const inline of inlines) append(run, renderInline(inline, context, place));
  return run;
}

/** A single inline as rich text. */
export function renderInline(inline: Inline, context: Context, place: Place): Run {
  switch (inline.type) {
    case 'text':
      return [cleaned(inline.text)];
    case 'break':
      return ['\n'];
    case 'code':
      return leaf(inline.text, place, (text) => ({ type: 'code', text }));
    case 'math':
      return leaf(inline.text, place, (expression) => ({ type: 'mathematical_expression', expression }));
    case 'footnote-reference':
      return noteMark(inline.label, context, place);
    case 'anchor':
      return anchorAt(inline.name, context);
    case 'image':
      return imageMark(inline, context, place);
    default:
      return around(inline, renderInlines(inline.children, context, within(inline, place)), context, place);
  }
}

/** The place inside an inline that stands at `place`. */
export function within(holder: Holder, place: Place): Place {
  if (holder.type === 'link') return { room: place.room - 1, linked: true };
  return fitsStyle(place) ? { ...place, room: place.room - 1 } : place;
}

/** Puts the format of an inline around its content, which may be a part of it. */
export function around(holder: Holder, content: Run, context: Context, place: Place): Run {
  if (holder.type !== 'link') {
    return fitsStyle(place) ? wrap(content, (text) => ({ type: STYLES[holder.type], text })) : content;
  }
  if (place.linked === true || place.room < 1) return content;
  const link = linkTo(holder.url, context);
  if (link !== undefined) return wrap(content, link);
  // Articles about programs name addresses like http://localhost:8080; Telegram makes no link of them.
  const told = !/^https?:/i.test(holder.url) || inlineText(holder.children).includes(holder.url);
  return told ? content : [...content, cleaned(` (${holder.url})`)];
}

/** An anchor that some link of the page leads to; nothing for any other, or the second time. */
export function anchorAt(name: string | undefined, context: Context): Run {
  if (name === undefined || context.placed.has(name) || !context.anchors.linked.has(name)) return [];
  context.placed.add(name);
  return [{ type: 'anchor', name }];
}

function leaf(text: string, place: Place, format: (text: string) => RichText): Run {
  const shown = cleaned(text);
  return place.room >= 1 && isVisible(shown) ? [format(shown)] : [shown];
}

/** A style leaves room for a link inside it: a lost typeface is bearable, a lost address is not. */
function fitsStyle(place: Place): boolean {
  return place.room >= (place.linked === true ? 1 : 2);
}
