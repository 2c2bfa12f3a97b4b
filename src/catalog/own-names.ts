import type { ArticleId } from './article.ts';
import type { ContentFile } from './content-files.ts';
import { cleanSlug } from './field-values.ts';
import type { FileName } from './file-name.ts';
import { shortHash } from './short-hash.ts';

/** The names a file gives its article, whatever other files there are. */
export interface OwnNames {
  readonly key: string;
  readonly formerKeys: readonly string[];
  readonly naturalId: ArticleId;
  readonly givenId: string | undefined;
  readonly givenSlug: string | undefined;
  /** Slugs to use without a given one: from the shortest to one that no other file can have. */
  readonly slugs: readonly string[];
}

const FITS_AS_ID = /^[A-Za-z0-9_-]{1,32}$/;
const HASHED_ID_CHARACTERS = 10;

/**
 * Names an article by its `id`, else its `slug`, else its file. An `id` that fits buttons and deep links is the
 * article's id as it stands, every other key is hashed.
 */
export function nameArticle(
  file: ContentFile,
  name: FileName,
  id: string | undefined,
  slug: string | undefined,
): OwnNames {
  const { folder, relativePath } = file;
  // `post.md` and `post.fr.md` often give the same slug, which then means two pages of two languages.
  const inLanguage = (text: string) => (name.lang === undefined || text === '' ? text : `${name.lang}/${text}`);
  const givenSlug = inLanguage(cleanSlug(slug ?? '')) || undefined;
  const fileKey = `file:${folder.label === '' ? '' : `${folder.label}:`}${relativePath.normalize('NFC')}`;
  const keys = [...(id ? [`id:${id}`] : []), ...(givenSlug ? [`slug:${givenSlug}`] : []), fileKey];
  const [key = fileKey, ...formerKeys] = keys;
  const withFolder = `${name.folder}/${name.name}`;
  const slugs = [name.name, withFolder, `${folder.name}/${withFolder}`, `${folder.name}/${relativePath}`];
  const hash = shortHash(fileKey, HASHED_ID_CHARACTERS);
  const fittingId = id !== undefined && FITS_AS_ID.test(id) ? id : undefined;
  // A name such as `???` leaves nothing to make a slug from, with or without its folders.
  const isNamed = cleanSlug(name.name) !== '';
  return {
    key,
    formerKeys,
    naturalId: (fittingId ?? (key === fileKey ? hash : shortHash(key, HASHED_ID_CHARACTERS))) as ArticleId,
    givenId: id || undefined,
    givenSlug,
    slugs: [...(isNamed ? slugs.map((each) => inLanguage(cleanSlug(each))) : []), hash],
  };
}
