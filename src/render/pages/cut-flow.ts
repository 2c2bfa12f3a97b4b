import { graphemeBorder } from '../cut.ts';
import { ANCHOR_SIGN, IMAGE_SIGN, type InlineFlow, leafAt, NOTE_SIGN } from './inline-flow.ts';
import { leafSize } from './measure.ts';

/** A place where something may be cut, and how bad that would be: 0 is the best, see `borderCost`. */
export interface Cut {
  readonly place: number;
  readonly cost: number;
}

export interface CutLimits {
  readonly characters: number;
  readonly media: number;
}

const COST = { sentence: 0.3, word: 0.45, character: 0.8, code: 2 } as const;
/** A better border may leave a piece this empty, as a share of the limit. */
const LEAST_FILL = { sentence: 0.3, word: 0.05 } as const;

/**
 * The places that cut a flow into pieces within the limits, where its texts, images and the notes it refers to allow
 * that. `noteSize` is what a note would bring along.
 */
export function* cutFlow(
  flow: InlineFlow,
  limits: CutLimits,
  noteSize: (label: string) => CutLimits,
): Generator<Cut, void, void> {
  for (let start = 0; ; ) {
    const reach = reachOf(flow, start, limits, noteSize);
    if (reach >= flow.text.length) return;
    const cut = findCut(flow, start, reach);
    if (cut.place >= flow.text.length) return;
    yield cut;
    start = cut.place;
  }
}

/** The furthest place where a piece that begins at `start` is within the limits; at least one unit after it. */
function reachOf(flow: InlineFlow, start: number, limits: CutLimits, noteSize: (label: string) => CutLimits): number {
  let [characters, media] = [0, 0];
  for (let index = leafAt(flow, start); index < flow.leaves.length; index++) {
    const leaf = flow.leaves[index];
    if (leaf === undefined) break;
    const from = Math.max(start, leaf.start);
    const size = leafSize(leaf.inline);
    const note = leaf.inline.type === 'footnote-reference' ? noteSize(leaf.inline.label) : { characters: 0, media: 0 };
    const more = size.characters - (from - leaf.start) + note.characters;
    if (characters + more > limits.characters || media + size.media + note.media > limits.media) {
      const isText = 'text' in leaf.inline;
      const place = isText ? from + Math.max(0, limits.characters - characters) : leaf.start;
      return Math.max(start + 1, place);
    }
    characters += more;
    media += size.media + note.media;
  }
  return flow.text.length;
}

function findCut(flow: InlineFlow, start: number, reach: number): Cut {
  const room = reach - start;
  const sentence = lastPlace(flow, start + room * LEAST_FILL.sentence, reach, endsSentence);
  if (sentence !== undefined) return { place: sentence, cost: COST.sentence };
  const word = lastPlace(flow, start + room * LEAST_FILL.word, reach, endsWord);
  if (word !== undefined) return { place: word, cost: COST.word };
  const leaf = flow.leaves[leafAt(flow, reach)];
  const isCode = leaf?.inline.type === 'code' || leaf?.inline.type === 'math';
  // Code that does not fit goes to the next piece as a whole, unless it is alone in its own.
  if (isCode && leaf.start > start && !isGlued(flow, leaf.start)) return { place: leaf.start, cost: COST.word };
  const border = afterGlue(flow, (isCode && lastBlank(flow, start, reach)) || graphemeBorder(flow.text, reach, start));
  return { place: border, cost: isCode ? COST.code : COST.character };
}

/** Where code that is alone in its piece is cut: after a blank, if there is one in the second half. */
function lastBlank(flow: InlineFlow, start: number, reach: number): number | undefined {
  for (let place = reach; place > start + (reach - start) / 2; place--) if (endsWord(flow.text, place)) return place;
  return undefined;
}

function lastPlace(
  flow: InlineFlow,
  least: number,
  reach: number,
  fits: (text: string, place: number) => boolean,
): number | undefined {
  let leaf = flow.leaves[leafAt(flow, reach)];
  for (let place = reach; place > least; place--) {
    while (leaf !== undefined && leaf.start > place) leaf = flow.leaves[leafAt(flow, place)];
    const inside = leaf !== undefined && leaf.start < place;
    if (inside && leaf?.inline.type !== 'text') {
      place = leaf?.start ?? place;
      if (place <= least) return undefined;
    }
    if ((fits(flow.text, place) || isRunBorder(flow, place)) && !isGlued(flow, place)) return place;
  }
  return undefined;
}

/** Whether one cell of a row ends here and another begins. */
function isRunBorder(flow: InlineFlow, place: number): boolean {
  if (flow.runs.length === 1) return false;
  const index = leafAt(flow, place);
  const leaf = flow.leaves[index];
  return leaf?.start === place && flow.leaves[index - 1]?.run !== leaf.run;
}

/** A mark of a note stays with the word before it, an anchor with what follows it. */
function isGlued(flow: InlineFlow, place: number): boolean {
  return flow.text[place] === NOTE_SIGN || flow.text[place - 1] === ANCHOR_SIGN;
}

function afterGlue(flow: InlineFlow, place: number): number {
  let border = place;
  while (border < flow.text.length && flow.text[border] === NOTE_SIGN && flow.text[border - 1] !== NOTE_SIGN) border++;
  return border;
}

function endsSentence(text: string, place: number): boolean {
  const before = text[place - 1] ?? '';
  if ('。！？\n'.includes(before) || before === IMAGE_SIGN || text[place] === IMAGE_SIGN) return true;
  return before === ' ' && /[.!?…؟۔][\u2060]*["'”’»)\]]?[\u2060]* $/.test(text.slice(Math.max(0, place - 12), place));
}

function endsWord(text: string, place: number): boolean {
  return /\s/.test(text[place - 1] ?? '');
}
