import type { z } from 'zod';
import * as values from './field-values.ts';

/**
 * Every field of an article's front matter: what it accepts, and the names it goes by. The names are tried in this
 * order and the first that holds something counts; case, `-` and `_` in a name do not matter (`pub_date` = `pubDate`).
 * A name with a dot is looked up as written and as a path into objects. A field that cannot be read is reported and
 * treated as missing.
 */
const FIELDS = {
  title: { value: values.line, names: ['title', 'headline'] },
  date: {
    value: values.instant,
    names: [
      'date',
      'published',
      'pubDate',
      'publishDate',
      'publishedAt',
      'publishedOn',
      'publishedDate',
      'datePublished',
      'publicationDate',
      'postedAt',
      'created',
      'createdAt',
      'dateCreated',
      'ms.date',
    ],
  },
  updated: {
    value: values.instant,
    names: [
      'updated',
      'lastmod',
      'modified',
      'updatedAt',
      'updatedOn',
      'updateDate',
      'lastUpdated',
      'lastModified',
      'dateModified',
      'modifiedAt',
      'last_modified_at',
    ],
  },
  tags: {
    value: values.tagNames,
    names: ['tags', 'tag', 'categories', 'category', 'keywords', 'labels', 'topics', 'meta.keywords'],
  },
  description: {
    value: values.text,
    names: [
      'description',
      'summary',
      'excerpt',
      'subtitle',
      'teaser',
      'preview',
      'spoiler',
      'abstract',
      'lead',
      'meta.description',
    ],
  },
  slug: { value: values.slug, names: ['slug'] },
  id: { value: values.line, names: ['id'] },
  address: { value: values.address, names: ['url', 'permalink', 'canonical', 'canonicalUrl'] },
  readingMinutes: {
    value: values.minutes,
    names: ['readingMinutes', 'readingTime', 'readTime', 'timeToRead', 'minutesToRead'],
  },
  cover: {
    value: values.coverCandidates,
    names: [
      'cover',
      'coverImage',
      'image',
      'images',
      'banner',
      'hero',
      'heroImage',
      'thumbnail',
      'featuredImage',
      'featureImage',
      'ogImage',
      'socialImage',
      'og.image',
    ],
  },
  lang: { value: values.language, names: ['lang', 'language', 'locale'] },
  series: { value: values.seriesName, names: ['series'] },
  seriesPart: {
    value: values.partNumber,
    names: [
      'seriesPart',
      'partOfSeries',
      'seriesOrder',
      'seriesIndex',
      'seriesNumber',
      'seriesWeight',
      'series.part',
      'series.order',
      'series.index',
      'series.number',
    ],
  },
  announce: { value: values.flag, names: ['announce', 'notify'] },
  draft: { value: values.flag, names: ['draft', 'isDraft'] },
} as const satisfies Record<string, { value: z.ZodType; names: readonly string[] }>;

export type Fields = typeof FIELDS;
export type FieldName = keyof Fields;

/** One of the names of a field, with what is made of it to look it up. */
export interface KnownName {
  readonly name: string;
  readonly normal: string;
  /** `outer.inner`, where the name has a dot. */
  readonly outer: string;
  readonly inner: string | undefined;
}

/** All fields, in the order in which they are read. */
export const KNOWN_FIELDS = (Object.entries(FIELDS) as [FieldName, Fields[FieldName]][]).map(
  ([field, { value, names }]) => ({
    field,
    schema: value,
    names: names.map((name): KnownName => {
      const [outer = '', inner] = name.split('.');
      return { name, normal: normalName(name), outer: normalName(outer), inner };
    }),
  }),
);

/** A name without what does not matter in it; a zero-width space or a byte order mark is invisible to its author. */
export function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_\s\p{Cf}]/gu, '');
}
