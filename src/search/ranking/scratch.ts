const LEAST_BYTES = 2 ** 18;
// Of the widest numbers there are here.
const ALIGNED = 8;

/**
 * Room for what one search reckons about each article, used again by the next: arrays of its own would be the greater part
 * of what a search leaves behind, and whoever searches at that moment would wait while it is cleared away.
 */
export interface Scratch {
  /** Arrays taken before are anybody's from now on. */
  clear(): void;
  /** So many numbers, all 0. */
  floats(length: number): Float32Array;
  doubles(length: number): Float64Array;
  integers(length: number): Uint32Array;
  bytes(length: number): Uint8Array;
}

export function createScratch(): Scratch {
  let memory = new ArrayBuffer(LEAST_BYTES);
  let used = 0;

  function take<Numbers extends { fill(value: number): Numbers }>(
    Kind: { new (memory: ArrayBuffer, start: number, length: number): Numbers; readonly BYTES_PER_ELEMENT: number },
    length: number,
  ): Numbers {
    const bytes = Math.ceil((length * Kind.BYTES_PER_ELEMENT) / ALIGNED) * ALIGNED;
    if (used + bytes > memory.byteLength) {
      // Arrays taken before keep the old memory.
      memory = new ArrayBuffer(Math.max(memory.byteLength * 2, bytes));
      used = 0;
    }
    const start = used;
    used += bytes;
    return new Kind(memory, start, length).fill(0);
  }

  return {
    clear() {
      used = 0;
    },
    floats: (length) => take(Float32Array, length),
    doubles: (length) => take(Float64Array, length),
    integers: (length) => take(Uint32Array, length),
    bytes: (length) => take(Uint8Array, length),
  };
}
