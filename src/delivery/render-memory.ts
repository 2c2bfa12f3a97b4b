import type { Catalog } from '../catalog/catalog.ts';

/** Gives what was rendered under this key from this very catalogue, else renders it. */
export type RenderMemory<Rendered> = (catalog: Catalog, key: string, render: () => Rendered) => Rendered;

// A push has a handful of faces; digests differ from reader to reader and are what fills this.
const KEPT = 500;

/** Keeps the newest renderings, at most `kept`, as long as the catalogue stays the same. */
export function createRenderMemory<Rendered>(kept: number = KEPT): RenderMemory<Rendered> {
  const known = new Map<string, Rendered>();
  let renderedFrom: Catalog | undefined;

  return (catalog, key, render) => {
    if (renderedFrom !== catalog) known.clear();
    renderedFrom = catalog;
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const rendered = render();
    known.set(key, rendered);
    const [oldest] = known.keys();
    if (known.size > kept && oldest !== undefined) known.delete(oldest);
    return rendered;
  };
}
