import type { ContentProblem } from './article.ts';
import type { ArticleFile } from './parse-article.ts';

/** An article with the slug it has among all others. */
export interface NamedFile {
  readonly article: ArticleFile;
  readonly slug: string;
}

/**
 * Settles which article has which name. Two files that claim one `id` or one `slug`: the first of the list has it, the
 * other is refused. Files of one name in several folders take their folders into their slugs, all of them, so that the
 * outcome does not hang on the order.
 */
export function resolveNames(articles: readonly ArticleFile[]): { named: NamedFile[]; problems: ContentProblem[] } {
  const problems: ContentProblem[] = [];
  const owners = new Map<string, ArticleFile>();
  const kept = articles.filter((article) => {
    const own = claims(article);
    const clash = own.find(({ claim }) => owners.has(claim));
    const owner = clash === undefined ? undefined : owners.get(clash.claim);
    if (clash === undefined || owner === undefined) {
      for (const { claim } of own) owners.set(claim, article);
      return true;
    }
    problems.push(refusal(article, owner, clash));
    return false;
  });
  const slugs = resolveSlugs(kept);
  const named = kept.map((article) => ({ article, slug: slugs.get(article) ?? '' }));
  return { named, problems: [...problems, ...named.flatMap(longerSlug)] };
}

interface Claim {
  readonly claim: string;
  readonly field: 'id' | 'slug';
  readonly value: string;
}

function claims({ names: { givenId, givenSlug } }: ArticleFile): readonly Claim[] {
  return [
    ...(givenId ? [{ claim: `id:${givenId}`, field: 'id' as const, value: givenId }] : []),
    ...(givenSlug ? [{ claim: `slug:${givenSlug}`, field: 'slug' as const, value: givenSlug }] : []),
  ];
}

function refusal(article: ArticleFile, owner: ArticleFile, { field, value }: Claim): ContentProblem {
  const line = article.lines.get(field) ?? article.lines.get('address');
  return {
    severity: 'error',
    file: article.content.file,
    ...(line && { line }),
    message: `the ${field} "${value}" is taken by ${owner.content.file}, so this article is left out`,
    remedy: `Give one of the two another ${field}.`,
  };
}

/** Lengthens the slugs of all files that share one, step by step, until each has its own. Given slugs stay. */
function resolveSlugs(articles: readonly ArticleFile[]): ReadonlyMap<ArticleFile, string> {
  const slugs = new Map(articles.map((article) => [article, article.names.givenSlug ?? article.names.slugs[0] ?? '']));
  const steps = new Map<ArticleFile, number>();
  for (let moved = true; moved; ) {
    moved = false;
    for (const sharing of Map.groupBy(articles, (article) => slugs.get(article)).values()) {
      if (sharing.length < 2) continue;
      for (const article of sharing) {
        const step = (steps.get(article) ?? 0) + 1;
        const next = article.names.slugs[step];
        if (article.names.givenSlug !== undefined || next === undefined) continue;
        steps.set(article, step);
        slugs.set(article, next);
        moved = true;
      }
    }
  }
  return slugs;
}

function longerSlug({ article, slug }: NamedFile): readonly ContentProblem[] {
  const { givenSlug, slugs } = article.names;
  if (givenSlug !== undefined || slug === slugs[0]) return [];
  const message = `another article has the name "${article.name.name}" too, so the slug here is "${slug}"`;
  const remedy = 'Give it a slug of its own, such as "slug: my-article".';
  return [{ severity: 'warning', file: article.content.file, message, remedy }];
}
