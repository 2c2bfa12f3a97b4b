import { dayToDate } from './parse-date.ts';

/** What the path of an article file says by itself. */
export interface FileName {
  /** The file's own name, or its folder's for `index.md`, without date and language. */
  readonly name: string;
  /** Folders above that name, inside the content folder: `guides/setup`; empty at its root. */
  readonly folder: string;
  readonly date: Date | undefined;
  /** From a suffix as in `post.fr.md`. */
  readonly lang: string | undefined;
}

/** Languages that a file suffix may name. Codes that end common product names (`socket.io`, `foo.ts`) are left out. */
const LANGUAGES = new Set(
  (
    'ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk kn ko ky lt lv ' +
    'mk mn mr ms nb ne nl nn no pl pt ro ru si sk sl sq sr sv sw ta te tg th tr uk ur uz vi zh'
  ).split(' '),
);
const LANGUAGE_SUFFIX = /\.([a-z]{2})(?:[-_]([a-z]{2}|[a-z]{4}))?$/i;
const DATE_PREFIX = /^(\d{4})[-_.](\d{2})[-_.](\d{2})(?:[-_. ]+|$)/;
const DATE_FOLDERS = /(?:^|\/)(\d{4})\/(\d{1,2})\/(\d{1,2})$/;
export const ARTICLE_EXTENSION = /\.(?:md|mdx|markdown)$/i;

/**
 * Reads name, date and language from a path inside the content folder: `2016-04-14-hello.md`, `2020/12/21/hello.md`,
 * `hello/index.md`, `hello.fr.md`. `rootName` names an `index.md` that lies in the content folder itself.
 */
export function parseFileName(relativePath: string, rootName: string): FileName {
  const segments = relativePath.normalize('NFC').split('/');
  const fileName = (segments.pop() ?? '').replace(ARTICLE_EXTENSION, '');
  const { stem, lang } = splitLanguage(fileName);
  const isIndex = stem.toLowerCase() === 'index';
  const named = isIndex ? (segments.pop() ?? rootName) : stem;
  const folder = segments.join('/');
  const { name, date } = splitDate(named);
  return { name, folder, date: date ?? dateOfFolders(folder), lang };
}

/** A title made from a file name: `my-first_post` → `My first post`. */
export function readableName(name: string): string {
  const words = name.replace(/[-_\s]+/gu, ' ').trim();
  const [first = ''] = words;
  return first.toUpperCase() + words.slice(first.length);
}

function splitLanguage(fileName: string): { stem: string; lang: string | undefined } {
  const match = LANGUAGE_SUFFIX.exec(fileName);
  const code = match?.[1]?.toLowerCase();
  if (match === null || code === undefined || match.index === 0 || !LANGUAGES.has(code)) {
    return { stem: fileName, lang: undefined };
  }
  const region = match[2]?.toLowerCase();
  return { stem: fileName.slice(0, match.index), lang: region === undefined ? code : `${code}-${region}` };
}

function splitDate(name: string): { name: string; date: Date | undefined } {
  const match = DATE_PREFIX.exec(name);
  const date = match === null ? undefined : dayToDate(Number(match[1]), Number(match[2]), Number(match[3]));
  if (match === null || date === undefined) return { name, date: undefined };
  // A name that is nothing but a date stays whole: it needs some name.
  return { name: name.slice(match[0].length) || name, date };
}

function dateOfFolders(folder: string): Date | undefined {
  const match = DATE_FOLDERS.exec(folder);
  return match === null ? undefined : dayToDate(Number(match[1]), Number(match[2]), Number(match[3]));
}
