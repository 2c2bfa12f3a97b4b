import type { TagId, TagKey } from './article.ts';
import { shortHash } from './short-hash.ts';

/**
 * A tag's identity. Case, width and other compatibility forms (Unicode NFKC) and the amount of white space do not
 * count, and `_` is a space, because hashtags write it so; every other sign does: `c`, `c++`, `c#`, `.net` are four.
 */
export function tagKey(name: string): TagKey {
  const folded = name.normalize('NFKC').toLowerCase().normalize('NFKC');
  return folded.replace(/[\s_]+/gu, ' ').trim() as TagKey;
}

/** The tag's name in buttons and deep links: 8 characters of `[a-z0-9]`. */
export function tagId(key: TagKey): TagId {
  return shortHash(`tag:${key}`, 8) as TagId;
}
