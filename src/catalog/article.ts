declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Short stable name of an article in buttons and deep links: 1–32 characters of `[A-Za-z0-9_-]`. */
export type ArticleId = Branded<'ArticleId'>;
/** A tag's identity whatever its case and spacing: `DevOps` and `devops ` share one. */
export type TagKey = Branded<'TagKey'>;
/** Short stable name of a tag in buttons and deep links: 8 characters of `[a-z0-9]`, made from its key. */
export type TagId = Branded<'TagId'>;

/** What one content file says, checked and with every gap filled that the file itself can fill. */
export interface ParsedArticle {
  /** Names the article across restarts: front-matter `id`, else `slug`, else the file name. */
  readonly key: string;
  /** Keys it would have without its `id`, or without `id` and `slug`: adding one does not make it another article. */
  readonly formerKeys?: readonly string[];
  /** The id that `key` alone would give; the database may know the article under an older one. */
  readonly naturalId: ArticleId;
  /** Of the whole file with line ends unified: the same content under a new name is the same article. */
  readonly contentHash: string;
  /** As shown in reports: relative to the content folder's parent, with forward slashes. */
  readonly file: string;
  readonly path: string;
  readonly slug: string;
  readonly title: string;
  /** One line of plain text; empty when the file gives nothing to make one from. */
  readonly description: string;
  /** As written, trimmed, each once. */
  readonly tagNames: readonly string[];
  /** Instant of publication. A date without a time is midnight UTC of that day, so the same day shows everywhere. */
  readonly date?: Date;
  readonly updated?: Date;
  readonly draft: boolean;
  /** `false` keeps the article out of announcements; it is browsed and found like any other. */
  readonly announce: boolean;
  readonly readingMinutes: number;
  readonly cover?: Cover;
  /** The article's own address when the file gives one; else it is made from the site's template. */
  readonly url?: string;
  readonly lang?: string;
  readonly series?: string;
  /** The number that the article gives itself in its series. */
  readonly seriesPart?: number;
  /** Markdown without front matter and without a first heading that repeats the title. */
  readonly body: string;
  readonly mdx: boolean;
}

/** `path` is absolute and inside a content folder. */
export type Cover = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'url'; readonly url: string };

export interface Tag {
  readonly key: TagKey;
  readonly id: TagId;
  /** The most used spelling. */
  readonly name: string;
  /** Visible articles that carry it. */
  readonly count: number;
}

/** An article as readers meet it: identified, visible, its tags resolved. */
export interface Article extends Omit<ParsedArticle, 'naturalId' | 'formerKeys' | 'tagNames' | 'draft'> {
  readonly id: ArticleId;
  readonly tags: readonly Tag[];
}

/** Something wrong with a content file, for its author. An `error` keeps the file out, a `warning` does not. */
export interface ContentProblem {
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly line?: number;
  /** What is wrong and what was found. */
  readonly message: string;
  /** What to write instead. */
  readonly remedy: string;
}
