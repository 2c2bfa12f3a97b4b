import type { ArticleId, ContentProblem } from './article.ts';
import { cleanSlug } from './field-values.ts';
import type { ArticleFile } from './parse-article.ts';
import { shortHash } from './short-hash.ts';

/** The names of an article among all others. */
export interface ArticleNames {
  readonly key: string;
  readonly formerKeys: readonly string[];
  readonly naturalId: ArticleId;
  readonly slug: string;
}

export interface NamedFile {
  readonly article: ArticleFile;
  readonly names: ArticleNames;
}

const FITS_AS_ID = /^[A-Za-z0-9_-]{1,32}$/;
const HASHED_ID_CHARACTERS = 10;

/**
 * Gives every article its key, id and slug. Keys come from the file alone: whichever other files exist and in whatever
 * order they are read, an article keeps its key. Two files that claim one `id` or one `slug`: the first by path has it,
 * the other is refused. Files of one name in several folders take their folders into their slugs, all of them.
 */
export function resolveNames(articles: readonly ArticleFile[]): { named: NamedFile[]; problems: ContentProblem[] } {
  const problems: ContentProblem[] = [];
  const owners = new Map<string, ArticleFile>();
  const kept = articles.filter((article) => {
    const clash = claims(article).find(({ claim }) => owners.has(claim));
    const owner = clash === undefined ? undefined : owners.get(clash.claim);
    if (clash === undefined || owner === undefined) {
      for (const { claim } of claims(article)) owners.set(claim, article);
      return true;
    }
    problems.push(refusal(article, owner, clash));
    return false;
  });
  const slugs = resolveSlugs(kept);
  const named = kept.map((article) => {
    const slug = slugs.get(article) ?? '';
    const warning = slugWarning(article, slug);
    if (warning !== undefined) problems.push(warning);
    return { article, names: nameArticle(article, slug) };
  });
  return { named, problems };
}

interface Claim {
  readonly claim: string;
  readonly field: 'id' | 'slug';
  readonly value: string;
}

function claims(article: ArticleFile): readonly Claim[] {
  const slug = explicitSlug(article);
  return [
    ...(article.id ? [{ claim: `id:${article.id}`, field: 'id' as const, value: article.id }] : []),
    ...(slug ? [{ claim: `slug:${slug}`, field: 'slug' as const, value: slug }] : []),
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

function nameArticle(article: ArticleFile, slug: string): ArticleNames {
  const { folder, relativePath } = article.file;
  const fileKey = `file:${folder.label === '' ? '' : `${folder.label}:`}${relativePath.normalize('NFC')}`;
  const given = explicitSlug(article);
  const keys = [article.id ? `id:${article.id}` : '', given ? `slug:${given}` : '', fileKey].filter(
    (key) => key !== '',
  );
  const [key = fileKey, ...formerKeys] = keys;
  const id = article.id && FITS_AS_ID.test(article.id) ? article.id : shortHash(key, HASHED_ID_CHARACTERS);
  return { key, formerKeys, naturalId: id as ArticleId, slug };
}

/** `post.md` and `post.fr.md` often give the same slug, which then means two pages of two languages. */
function explicitSlug(article: ArticleFile): string | undefined {
  const slug = cleanSlug(article.slug ?? '');
  return slug === '' ? undefined : inLanguage(article, slug);
}

function inLanguage(article: ArticleFile, slug: string): string {
  return article.name.lang === undefined ? slug : `${article.name.lang}/${slug}`;
}

/** From the shortest to one that no other file can have. */
function slugsByFile(article: ArticleFile): readonly string[] {
  const { file, name } = article;
  const withFolder = `${name.folder}/${name.name}`;
  const candidates = [
    name.name,
    withFolder,
    `${file.folder.name}/${withFolder}`,
    `${file.folder.name}/${file.relativePath}`,
  ];
  return [
    ...candidates.map((candidate) => inLanguage(article, cleanSlug(candidate))),
    `${cleanSlug(name.name)}-${shortHash(file.path, 6)}`,
  ];
}

/** Lengthens the slugs of all files that share one, step by step, until each has its own. Given slugs stay. */
function resolveSlugs(articles: readonly ArticleFile[]): ReadonlyMap<ArticleFile, string> {
  const slugs = new Map(articles.map((article) => [article, explicitSlug(article) ?? slugsByFile(article)[0] ?? '']));
  const steps = new Map<ArticleFile, number>();
  for (let moved = true; moved; ) {
    moved = false;
    for (const sharing of Map.groupBy(articles, (article) => slugs.get(article)).values()) {
      if (sharing.length < 2 && slugs.get(sharing[0] as ArticleFile) !== '') continue;
      for (const article of sharing.filter((candidate) => explicitSlug(candidate) === undefined)) {
        const step = (steps.get(article) ?? 0) + 1;
        const next = slugsByFile(article)[step];
        if (next === undefined) continue;
        steps.set(article, step);
        slugs.set(article, next);
        moved = true;
      }
    }
  }
  return slugs;
}

function slugWarning(article: ArticleFile, slug: string): ContentProblem | undefined {
  if (explicitSlug(article) !== undefined || slug === slugsByFile(article)[0]) return undefined;
  return {
    severity: 'warning',
    file: article.content.file,
    message: `another article has the name "${article.name.name}" too, so the slug here is "${slug}"`,
    remedy: 'Give it a slug of its own, such as "slug: my-article".',
  };
}
