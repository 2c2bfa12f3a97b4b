import type { Article, ParsedArticle, Tag, TagKey } from './article.ts';
import type { IdentifiedArticle } from './assign-ids.ts';
import type { Catalog } from './catalog.ts';
import { createLinkIndex, type FindByLink } from './find-by-link.ts';
import { findTags } from './find-tags.ts';
import { relatedArticles, relatedTags } from './related.ts';
import { createSeriesIndex, type FindSeries } from './series.ts';
import { tagId, tagKey } from './tag-key.ts';

/** Builds the catalogue of what readers may see at `now`: no drafts, nothing dated later. */
export function createCatalog(articles: readonly IdentifiedArticle[], now: Date): Catalog {
  const visible = articles.filter((article) => isVisible(article, now)).sort(newestFirst);
  const namesOf = createTagReader();
  const tagsByKey = collectTags(visible, namesOf);
  const listed = visible.map((article) => toArticle(article, [...namesOf(article).keys()], tagsByKey));
  const tags = [...tagsByKey.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  const byId = new Map<string, Article>(listed.map((article) => [article.id, article]));
  const tagsById = new Map<string, Tag>(tags.map((tag) => [tag.id, tag]));
  const byTag = new Map<TagKey, Article[]>(tags.map(({ key }) => [key, []]));
  for (const article of listed) for (const { key } of article.tags) byTag.get(key)?.push(article);
  const articlesWithTag = (key: TagKey): readonly Article[] => byTag.get(key) ?? [];
  const related = { total: listed.length, articlesWithTag, article: (id: string) => byId.get(id) };
  let byLink: FindByLink | undefined;
  let bySeries: FindSeries | undefined;
  return {
    articles: listed,
    tags,
    article: (id) => byId.get(id),
    articleByLink(from, href) {
      byLink ??= createLinkIndex(listed);
      return byLink(from, href);
    },
    tag: (key) => tagsByKey.get(tagKey(key)),
    tagById: (id) => tagsById.get(id),
    articlesWithTag,
    relatedTags: (key, limit) => relatedTags(articlesWithTag(key), key, limit),
    relatedArticles: (article, limit, likeness) => relatedArticles(article, related, limit, likeness),
    seriesOf(article) {
      bySeries ??= createSeriesIndex(listed);
      return bySeries(article);
    },
    findTags: (text) => findTags(tags, text),
  };
}

/** When the next dated article of the future becomes visible; `undefined` when none waits. */
export function nextChangeAt(articles: readonly ParsedArticle[], now: Date): Date | undefined {
  const waiting = articles.flatMap(({ draft, date }) => (!draft && date !== undefined && date > now ? [date] : []));
  return waiting.reduce<Date | undefined>(
    (first, date) => (first === undefined || date < first ? date : first),
    undefined,
  );
}

/** Whether readers may see an article at `now`. */
export function isVisible({ draft, date }: ParsedArticle, now: Date): boolean {
  return !draft && (date === undefined || date <= now);
}

function newestFirst(a: ParsedArticle, b: ParsedArticle): number {
  const timeOf = ({ date }: ParsedArticle) => date?.getTime() ?? Number.NEGATIVE_INFINITY;
  const [timeA, timeB] = [timeOf(a), timeOf(b)];
  return timeA === timeB ? 0 : timeB - timeA;
}

/** One tag a key, under its most used spelling; of equally used ones that of the newest article. */
function collectTags(newestFirst: readonly ParsedArticle[], namesOf: TagReader): ReadonlyMap<TagKey, Tag> {
  const spellings = new Map<TagKey, Map<string, number>>();
  for (const article of newestFirst) {
    for (const [key, name] of namesOf(article)) {
      const uses = spellings.get(key) ?? new Map<string, number>();
      spellings.set(key, uses.set(name, (uses.get(name) ?? 0) + 1));
    }
  }
  const tags = [...spellings].map(([key, uses]): [TagKey, Tag] => {
    const [[name] = [key]] = [...uses].sort(([, a], [, b]) => b - a);
    const count = [...uses.values()].reduce((sum, each) => sum + each, 0);
    return [key, { key, id: tagId(key), name, count }];
  });
  return new Map(tags);
}

/** The tags of an article; one in two spellings counts once. */
type TagReader = (article: ParsedArticle) => ReadonlyMap<TagKey, string>;

/** Folds each spelling once: a large catalogue repeats few names many times. */
function createTagReader(): TagReader {
  const keys = new Map<string, TagKey>();
  const keyOf = (name: string) => {
    const key = keys.get(name) ?? tagKey(name);
    keys.set(name, key);
    return key;
  };
  return ({ tagNames }) => {
    const byKey = new Map<TagKey, string>();
    for (const name of tagNames) {
      const key = keyOf(name);
      if (key !== '' && !byKey.has(key)) byKey.set(key, name);
    }
    return byKey;
  };
}

function toArticle(article: IdentifiedArticle, keys: readonly TagKey[], tagsByKey: ReadonlyMap<TagKey, Tag>): Article {
  const { naturalId: _naturalId, formerKeys: _formerKeys, tagNames: _tagNames, draft: _draft, ...rest } = article;
  return { ...rest, tags: keys.flatMap((key) => tagsByKey.get(key) ?? []) };
}
