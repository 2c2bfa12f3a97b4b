import { isVisible } from '../formatted.ts';
import type { Context } from './context.ts';
import type { Place } from './inline.ts';
import { cleaned, type Run } from './run.ts';

/** How the mark of a note leads to it: Telegram shows a reference above the text, and jumps to an anchor. */
export interface NoteTarget {
  readonly kind: 'reference' | 'anchor';
  readonly name: string;
}

/** The mark of a note in the text. A note on another page is named only. */
export function noteMark(label: string, context: Context, place: Place): Run {
  const shown = cleaned(label);
  const target = place.linked === true ? undefined : context.notes.get(label);
  if (!isVisible(shown) || place.room < 1) return [shown];
  if (target === undefined) return [{ type: 'superscript', text: shown }];
  const link =
    target.kind === 'reference'
      ? ({ type: 'reference_link', text: shown, reference_name: target.name } as const)
      : ({ type: 'anchor_link', text: shown, anchor_name: target.name } as const);
  return [place.room < 2 ? link : { type: 'superscript', text: link }];
}
