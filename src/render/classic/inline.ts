import { FormattedString } from '@grammyjs/parse-mode';
import type { MessageEntity } from 'grammy/types';
import type { Inline, InlineStyle } from '../../markdown/document.ts';
import { inlineText } from '../../markdown/inlines.ts';
import { lowered, raised } from '../../markdown/scripts.ts';
import type { Context } from './context.ts';
import { type Image, imageMark, sendAsPhoto } from './image.ts';
import { linkTarget } from './link.ts';

// Telegram has no highlighting; underlining is what stands out without meaning anything else.
const STYLES = {
  strong: 'bold',
  emphasis: 'italic',
  strikethrough: 'strikethrough',
  underline: 'underline',
  spoiler: 'spoiler',
  mark: 'underline',
} as const satisfies Record<Exclude<InlineStyle, 'subscript' | 'superscript'>, MessageEntity['type']>;

interface Format {
  readonly styles: readonly (typeof STYLES)[keyof typeof STYLES][];
  readonly url?: string;
  readonly code?: boolean;
}

interface Run extends Format {
  readonly text: string;
}

/** Inlines as formatted text. Code stands alone, as Telegram wants it: styles end before it and go on after it. */
export function renderInlines(inlines: readonly Inline[], context: Context, bold = false): FormattedString {
  return formatRuns(runsOf(inlines, { styles: bold ? ['bold'] : [] }, context));
}

function runsOf(inlines: readonly Inline[], format: Format, context: Context): readonly Run[] {
  return inlines.flatMap((inline) => runsOfOne(inline, format, context)).filter((run) => run.text !== '');
}

function runsOfOne(inline: Inline, format: Format, context: Context): readonly Run[] {
  switch (inline.type) {
    case 'text':
      return [{ ...format, text: inline.text }];
    case 'break':
      return [{ ...format, text: '\n' }];
    case 'footnote-reference':
      return [{ ...format, text: `[${inline.label}]` }];
    case 'anchor':
      return [];
    case 'superscript':
      return runsOf(raised(inline.children), format, context);
    case 'subscript':
      return runsOf(lowered(inline.children), format, context);
    case 'code':
    case 'math':
      // A linked piece of code stays a link: the address would be lost, the typeface only changes.
      return [
        format.url === undefined ? { styles: [], code: true, text: inline.text } : { ...format, text: inline.text },
      ];
    case 'image':
      return imageRuns(inline, format, context);
    case 'link': {
      const target = linkTarget(inline.url, inlineText(inline.children), context);
      const linked = target.url === undefined ? format : { ...format, url: target.url };
      return [...runsOf(inline.children, linked, context), { ...format, text: target.suffix }];
    }
    default:
      return runsOf(
        inline.children,
        { ...format, styles: [...new Set([...format.styles, STYLES[inline.type]])] },
        context,
      );
  }
}

function imageRuns(image: Image, format: Format, context: Context): readonly Run[] {
  // A linked picture leads where its link does; as a photo it would lead nowhere.
  if (format.url !== undefined) return [{ ...format, text: imageMark(image, context).text }];
  sendAsPhoto(image, context);
  return [{ ...format, ...imageMark(image, context) }];
}

/** A picture as words, a link to it where it has an address. */
export function nameImage(image: Image, context: Context): FormattedString {
  return formatRuns([{ styles: [], ...imageMark(image, context) }]);
}

/** Joins runs; a style that goes on over several of them is one entity. */
function formatRuns(runs: readonly Run[]): FormattedString {
  const entities: MessageEntity[] = [];
  let open = new Map<string, MessageEntity>();
  let text = '';
  for (const run of runs) {
    const next = new Map<string, MessageEntity>();
    for (const [key, fresh] of formatsOf(run, text.length)) {
      const entity = open.get(key) ?? fresh;
      if (entity === fresh) entities.push(entity);
      entity.length += run.text.length;
      next.set(key, entity);
    }
    open = next;
    text += run.text;
  }
  return new FormattedString(
    text,
    entities.map((entity) => withoutEdges(entity, text)).filter(({ length }) => length > 0),
  );
}

/** White space at the edges of a style shows nothing, and reaches beyond what is trimmed around it. */
function withoutEdges(entity: MessageEntity, text: string): MessageEntity {
  const covered = text.slice(entity.offset, entity.offset + entity.length);
  const length = covered.trim().length;
  return { ...entity, offset: entity.offset + covered.length - covered.trimStart().length, length };
}

function formatsOf(run: Run, offset: number): [string, MessageEntity][] {
  const formats: [string, MessageEntity][] = run.styles.map((type) => [type, { type, offset, length: 0 }]);
  if (run.url !== undefined) formats.push([`link ${run.url}`, { type: 'text_link', url: run.url, offset, length: 0 }]);
  if (run.code === true) formats.push(['code', { type: 'code', offset, length: 0 }]);
  return formats;
}
