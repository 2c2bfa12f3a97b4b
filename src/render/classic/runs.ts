import { FormattedString } from '@grammyjs/parse-mode';
import type { MessageEntity } from 'grammy/types';

/** Text under the same formats, named from the outermost to the innermost. */
export interface Run {
  readonly formats: readonly Format[];
  readonly text: string;
}

export type Format =
  | { readonly type: 'bold' | 'italic' | 'strikethrough' | 'underline' | 'spoiler' | 'code' }
  | { readonly type: 'text_link'; readonly url: string };

interface Open {
  readonly format: Format;
  readonly entity: MessageEntity;
}

/**
 * Joins runs to one text. A format that goes on over several runs is one entity as long as entities nest: Telegram wants
 * of two that meet one to be inside the other, so an inner format that outlasts an outer one begins again.
 */
export function joinRuns(runs: readonly Run[]): FormattedString {
  const entities: MessageEntity[] = [];
  let open: Open[] = [];
  let text = '';
  for (const run of runs) {
    if (run.text === '') continue;
    const ended = open.findIndex(({ format }) => !includes(run.formats, format));
    open = ended < 0 ? open : open.slice(0, ended);
    const offset = text.length;
    for (const format of run.formats) {
      if (open.some((other) => isSame(other.format, format))) continue;
      const entity: MessageEntity = { ...format, offset, length: 0 };
      entities.push(entity);
      open.push({ format, entity });
    }
    for (const { entity } of open) entity.length += run.text.length;
    text += run.text;
  }
  for (const entity of entities) trimEdges(entity, text);
  return new FormattedString(
    text,
    entities.filter(({ length }) => length > 0),
  );
}

/** The formats with another inside them. A link within a link takes its place, a style within itself changes nothing. */
export function withFormat(formats: readonly Format[], added: Format): readonly Format[] {
  if (includes(formats, added)) return formats;
  return [...formats.filter(({ type }) => type !== added.type), added];
}

function includes(formats: readonly Format[], format: Format): boolean {
  return formats.some((other) => isSame(other, format));
}

function isSame(a: Format, b: Format): boolean {
  return a.type === b.type && (a.type !== 'text_link' || b.type !== 'text_link' || a.url === b.url);
}

/** White space at the edges of a style shows nothing, and reaches beyond what is trimmed around it. */
function trimEdges(entity: MessageEntity, text: string): void {
  const covered = text.slice(entity.offset, entity.offset + entity.length);
  entity.offset += covered.length - covered.trimStart().length;
  entity.length = covered.trim().length;
}
