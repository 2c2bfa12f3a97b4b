import { open, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Article, Cover } from '../catalog/article.ts';
import { imageSize, imageType } from '../catalog/image-size.ts';
import { isPhoto } from '../render/photo.ts';
import { PHOTO_LIMIT_BYTES, PHOTO_LIMIT_PIXELS, PHOTO_LIMIT_RATIO } from '../telegram/limits.ts';

/** What became of a picture that an article names: something to send, or why there is nothing. */
export type FoundPicture = Cover | { readonly kind: 'none'; readonly reason: PictureProblem };

export type PictureProblem =
  /** Neither an http address nor a path. */
  | 'address'
  | 'missing'
  /** Outside of the content folders. */
  | 'outside'
  /** None that Telegram shows: its name or what the file holds. */
  | 'type'
  /** Over Telegram's limit of bytes. */
  | 'bytes'
  /** Too wide and high, or too narrow, for Telegram. */
  | 'shape';

// A JPEG has its size behind whatever its camera and its editors wrote.
const HEADER_BYTES = 256 * 1024;

/** Finds the pictures that an article names by these addresses: web addresses as they are, files when Telegram takes them. */
export async function findPictures(
  urls: Iterable<string>,
  article: Pick<Article, 'path'>,
  contentFolders: readonly string[],
): Promise<ReadonlyMap<string, FoundPicture>> {
  const named = new Set(urls);
  // Most articles have no pictures, and the folders need not be looked at for them.
  if (named.size === 0) return new Map();
  const folders = await Promise.all(contentFolders.map(realPath));
  const inside = (path: string) =>
    folders.some((folder) => folder !== undefined && path.startsWith(folder.endsWith(sep) ? folder : folder + sep));
  const found = [...named].map(async (url) => [url, await find(url, article, contentFolders, inside)] as const);
  return new Map(await Promise.all(found));
}

async function find(
  url: string,
  article: Pick<Article, 'path'>,
  contentFolders: readonly string[],
  inside: (path: string) => boolean,
): Promise<FoundPicture> {
  const address = url.startsWith('//') ? `https:${url}` : url;
  if (/^https?:/i.test(address)) return URL.canParse(address) ? { kind: 'url', url: address } : none('address');
  if (/^[a-z][a-z\d+.-]*:/i.test(url)) return none('address');
  const written = url.replace(/[?#].*$/s, '');
  const bases = written.startsWith('/') ? contentFolders : [dirname(article.path)];
  let problem: PictureProblem = 'missing';
  for (const base of bases) {
    for (const name of new Set([written, decoded(written)])) {
      const path = await realPath(join(base, name));
      if (path === undefined) continue;
      if (inside(path)) return judge(path);
      problem = 'outside';
    }
  }
  return none(problem);
}

async function judge(path: string): Promise<FoundPicture> {
  const isAnimation = /\.gif$/i.test(path);
  const picture: Cover = { kind: 'file', path };
  if (!isAnimation && !isPhoto(picture)) return none('type');
  const facts = await readFacts(path);
  if (facts === undefined) return none('missing');
  if (facts.bytes > PHOTO_LIMIT_BYTES) return none('bytes');
  const type = imageType(facts.header);
  if (type === undefined || (isAnimation && type !== 'image/gif')) return none('type');
  const size = imageSize(facts.header);
  if (size === undefined || isAnimation) return picture;
  const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)];
  return short + long > PHOTO_LIMIT_PIXELS || long > PHOTO_LIMIT_RATIO * short ? none('shape') : picture;
}

async function readFacts(path: string): Promise<{ readonly bytes: number; readonly header: Uint8Array } | undefined> {
  try {
    await using file = await open(path);
    const stats = await file.stat();
    if (!stats.isFile()) return undefined;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(stats.size, HEADER_BYTES)), { position: 0 });
    return { bytes: stats.size, header: buffer.subarray(0, bytesRead) };
  } catch {
    // Gone meanwhile or not to be read: there is no picture to send.
    return undefined;
  }
}

async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    // Not there, not to be read, or no valid name.
    return undefined;
  }
}

function none(reason: PictureProblem): FoundPicture {
  return { kind: 'none', reason };
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    // A stray percent sign: the name is meant as written.
    return url;
  }
}
