/** Items of which the least is always at hand; adding and taking cost the logarithm of how many there are. */
export interface MinHeap<Item> {
  least(): Item | undefined;
  add(item: Item): void;
  takeLeast(): Item | undefined;
  clear(): void;
}

/** An empty heap, ordered by `rank`. An item's rank must not change while it lies in the heap. */
export function createMinHeap<Item>(rank: (item: Item) => number): MinHeap<Item> {
  const items: Item[] = [];
  const rankAt = (index: number) => {
    const item = items[index];
    return item === undefined ? Number.POSITIVE_INFINITY : rank(item);
  };

  function swap(a: number, b: number): void {
    [items[a], items[b]] = [items[b] as Item, items[a] as Item];
  }

  function rise(from: number): void {
    for (let index = from; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (rankAt(parent) <= rankAt(index)) return;
      swap(parent, index);
      index = parent;
    }
  }

  function sink(): void {
    for (let index = 0; ; ) {
      const left = 2 * index + 1;
      const smaller = rankAt(left + 1) < rankAt(left) ? left + 1 : left;
      if (rankAt(smaller) >= rankAt(index)) return;
      swap(smaller, index);
      index = smaller;
    }
  }

  return {
    least: () => items[0],
    add(item) {
      items.push(item);
      rise(items.length - 1);
    },
    takeLeast() {
      const first = items[0];
      const last = items.pop();
      if (items.length > 0 && last !== undefined) {
        items[0] = last;
        sink();
      }
      return first;
    },
    clear: () => void items.splice(0),
  };
}
