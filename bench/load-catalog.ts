import { assignIds } from '../src/catalog/assign-ids.ts';
import type { Catalog } from '../src/catalog/catalog.ts';
import type { ContentLoader } from '../src/catalog/content-loader.ts';
import { createCatalog } from '../src/catalog/create-catalog.ts';

const NOW = new Date('2025-12-01T00:00:00Z');

/** What a check does before it looks for news: read the folder, give ids, build the catalogue. */
export async function loadCatalog(loader: ContentLoader): Promise<Catalog> {
  const { articles, problems } = await loader.load();
  if (problems.length > 0) throw new Error(`the sample articles have faults: ${JSON.stringify(problems[0])}`);
  return createCatalog(assignIds(articles, []).articles, NOW);
}
