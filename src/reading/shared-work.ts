/** Results kept under a key up to a size, and work that several ask for at once done once. */
export interface SharedWork<Result> {
  /** The kept result, or the one under way, or a new one. Work that fails is not kept. */
  get(key: string, work: () => Promise<Result>): Promise<Result>;
  /** What the kept results occupy together. */
  size(): number;
}

/** `sizeOf` and `limit` are in the same unit; the results used least lately go first. One over the limit is not kept. */
export function createSharedWork<Result>(limit: number, sizeOf: (result: Result) => number): SharedWork<Result> {
  // Both in order of use, the latest last.
  const kept = new Map<string, { readonly result: Result; readonly size: number }>();
  const underWay = new Map<string, Promise<Result>>();
  let size = 0;

  function keep(key: string, result: Result): void {
    const own = sizeOf(result);
    if (own > limit) return;
    kept.set(key, { result, size: own });
    size += own;
    for (const [oldest, entry] of kept) {
      if (size <= limit) return;
      kept.delete(oldest);
      size -= entry.size;
    }
  }

  return {
    async get(key, work) {
      const known = kept.get(key);
      if (known !== undefined) {
        kept.delete(key);
        kept.set(key, known);
        return known.result;
      }
      const begun = underWay.get(key);
      if (begun !== undefined) return begun;
      const result = work();
      underWay.set(key, result);
      try {
        keep(key, await result);
        return await result;
      } finally {
        underWay.delete(key);
      }
    },
    size: () => size,
  };
}
