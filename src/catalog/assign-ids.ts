import type { ArticleId, ParsedArticle } from './article.ts';
import { shortHash } from './short-hash.ts';

/** What is remembered of an article met before. */
export interface RememberedArticle {
  readonly id: ArticleId;
  readonly key: string;
  readonly contentHash: string;
}

export interface IdentifiedArticle extends ParsedArticle {
  readonly id: ArticleId;
}

export interface AssignedIds {
  readonly articles: readonly IdentifiedArticle[];
  /** Known articles whose key or content has changed, with the new values. */
  readonly changed: readonly RememberedArticle[];
  /** Those of them that go by another key now. */
  readonly renamed: readonly { readonly id: ArticleId; readonly from: string; readonly to: string }[];
  /** Ids of articles never met before. */
  readonly fresh: readonly ArticleId[];
  /** Known articles that no file holds now; they may come back. */
  readonly vanished: readonly RememberedArticle[];
}

/**
 * Tells articles met before from new ones. A known key is that article. Else it is a known article under a new name
 * when one whose own key is gone had one of its former keys (an `id` or `slug` was added), the same content (renamed),
 * or, the only one of them, the same file name (moved to another folder and edited). Each is matched once, so
 * copies of one text that exist side by side are articles of their own.
 */
export function assignIds(parsed: readonly ParsedArticle[], known: readonly RememberedArticle[]): AssignedIds {
  const matches = matchKnown(parsed, known);
  const taken = new Set<string>(known.map(({ id }) => id));
  const fresh: ArticleId[] = [];
  const articles = parsed.map((article): IdentifiedArticle => {
    const match = matches.get(article);
    if (match !== undefined) return { ...article, id: match.id };
    const id = freeId(article, taken);
    taken.add(id);
    fresh.push(id);
    return { ...article, id };
  });
  const matched = new Set(matches.values());
  const moved = [...matches].filter(([article, before]) => article.key !== before.key);
  const changed = [...matches].filter(
    ([article, before]) => article.key !== before.key || article.contentHash !== before.contentHash,
  );
  return {
    articles,
    changed: changed.map(([{ key, contentHash }, { id }]) => ({ id, key, contentHash })),
    renamed: moved.map(([{ key }, before]) => ({ id: before.id, from: before.key, to: key })),
    fresh,
    vanished: known.filter((article) => !matched.has(article)),
  };
}

function matchKnown(
  parsed: readonly ParsedArticle[],
  known: readonly RememberedArticle[],
): ReadonlyMap<ParsedArticle, RememberedArticle> {
  const matches = new Map<ParsedArticle, RememberedArticle>();
  const lost = new Map(known.map((article) => [article.key, article]));
  const match = (article: ParsedArticle, before: RememberedArticle | undefined) => {
    if (before === undefined || !lost.delete(before.key)) return;
    matches.set(article, before);
  };
  const unmatched = () => parsed.filter((article) => !matches.has(article));

  for (const article of parsed) match(article, lost.get(article.key));
  for (const article of unmatched()) {
    match(
      article,
      article.formerKeys?.map((key) => lost.get(key)).find((before) => before !== undefined),
    );
  }
  const lostByHash = Map.groupBy(lost.values(), ({ contentHash }) => contentHash);
  for (const article of unmatched()) match(article, lostByHash.get(article.contentHash)?.shift());

  const lostByName = Map.groupBy(lost.values(), ({ key }) => fileNameOf(key));
  const newByName = Map.groupBy(unmatched(), ({ key }) => fileNameOf(key));
  for (const [name, [article, anotherNew]] of newByName) {
    const [before, anotherLost] = lostByName.get(name) ?? [];
    const isPlain = name !== undefined && anotherNew === undefined && anotherLost === undefined;
    if (isPlain && article !== undefined) match(article, before);
  }
  return matches;
}

/** What names a file in any folder: `file:guides/setup/index.md` → `setup`; `undefined` for keys of another kind. */
function fileNameOf(key: string): string | undefined {
  if (!key.startsWith('file:')) return undefined;
  const path = key
    .slice('file:'.length)
    .replace(/\.\w+$/, '')
    .replace(/\/index$/i, '');
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The article's natural id, or a longer hash when another article has it. */
function freeId(article: ParsedArticle, taken: ReadonlySet<string>): ArticleId {
  if (!taken.has(article.naturalId)) return article.naturalId;
  const lengths = [16, 24, 32];
  const free = lengths.map((length) => shortHash(article.key, length)).find((id) => !taken.has(id));
  if (free === undefined) throw new Error(`no id is free for ${article.file}; is the same article given twice?`);
  return free as ArticleId;
}
