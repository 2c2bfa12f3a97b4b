import type { Article, Tag } from '../../src/catalog/article.ts';
import { tagId, tagKey } from '../../src/catalog/tag-key.ts';
import { atOnce } from '../../src/markdown/steps.ts';
import { findArticles, type SearchResult } from '../../src/search/find-articles.ts';
import { createDictionary } from '../../src/search/terms/dictionary.ts';
import { readArticle } from '../../src/search/terms/read-article.ts';
import { buildSnapshot } from '../../src/search/terms/snapshot.ts';
import { sampleArticle } from '../render/sample-article.ts';

export interface Sample {
  readonly title?: string;
  readonly tags?: readonly string[];
  readonly description?: string;
  readonly body?: string;
  readonly day?: string;
  readonly lang?: string;
}

/** A search over articles named after their keys. */
export function searchIn(samples: Readonly<Record<string, Sample>>) {
  const dictionary = createDictionary();
  const entries = Object.entries(samples).map(([name, sample]) =>
    atOnce(readArticle(toArticle(name, sample), dictionary)),
  );
  const snapshot = atOnce(buildSnapshot(entries, dictionary));
  return (query: string, options = { limit: 10, offset: 0 }): SearchResult => findArticles(snapshot, query, options);
}

export function ids(result: SearchResult): string[] {
  return result.hits.map((hit) => hit.id);
}

function toArticle(name: string, { title = '', tags = [], description = '', body = '', day, lang }: Sample): Article {
  const { date: _date, ...rest } = sampleArticle({ id: name as Article['id'], title, description, body });
  return {
    ...rest,
    tags: tags.map((tag): Tag => ({ key: tagKey(tag), id: tagId(tagKey(tag)), name: tag, count: 1 })),
    ...(day === undefined ? {} : { date: new Date(day) }),
    ...(lang === undefined ? {} : { lang }),
  };
}
