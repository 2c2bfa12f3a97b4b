/**
 * Terms by their length, each with a mask of its letters: one bit for a letter from a to z, several letters to a bit
 * elsewhere. A word is held against the masks of a few lengths to see quickly which terms cannot be like it.
 */
export interface LetterMasks {
  add(id: number, length: number, mask: number): void;
  /** Tells of the terms of some lengths whose letters differ from a mask by no more than `most` bits. */
  eachLike(mask: number, lengths: readonly [number, number], most: number, tell: (id: number) => void): void;
  /** Tells of the terms of a length or more that have all letters of a mask, until told to stop. */
  eachWith(mask: number, length: number, tell: (id: number) => 'stop' | undefined): void;
}

interface List {
  count: number;
  ids: Uint32Array;
  masks: Int32Array;
}

const LEAST = 16;

export function createLetterMasks(): LetterMasks {
  const lists: List[] = [];

  return {
    add(id, length, mask) {
      while (lists.length <= length) lists.push(emptyList());
      const list = lists[length] as List;
      if (list.count === list.ids.length) enlarge(list);
      list.ids[list.count] = id;
      list.masks[list.count++] = mask;
    },
    eachLike(mask, [from, to], most, tell) {
      for (let length = Math.max(0, from); length <= to && length < lists.length; length++) {
        const { count, ids, masks } = lists[length] as List;
        for (let at = 0; at < count; at++) {
          if (countBits((masks[at] as number) ^ mask) <= most) tell(ids[at] as number);
        }
      }
    },
    eachWith(mask, from, tell) {
      for (let length = from; length < lists.length; length++) {
        const { count, ids, masks } = lists[length] as List;
        for (let at = 0; at < count; at++) {
          if ((mask & ~(masks[at] as number)) === 0 && tell(ids[at] as number) === 'stop') return;
        }
      }
    },
  };
}

/** The bit of a letter. */
export function letterBit(code: number): number {
  return 1 << (code & 31);
}

/** The mask of a text. */
export function letterMask(text: string): number {
  let mask = 0;
  for (let at = 0; at < text.length; at++) mask |= letterBit(text.charCodeAt(at));
  return mask;
}

function emptyList(): List {
  return { count: 0, ids: new Uint32Array(LEAST), masks: new Int32Array(LEAST) };
}

function enlarge(list: List): void {
  const [ids, masks] = [new Uint32Array(list.count * 2), new Int32Array(list.count * 2)];
  ids.set(list.ids);
  masks.set(list.masks);
  Object.assign(list, { ids, masks });
}

function countBits(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
