import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where generators keep what they copy to the root of a site: Hugo, Docusaurus, Astro, Next, Jekyll, Hexo, Eleventy. */
const STATIC_FOLDERS = ['', 'static', 'public', 'assets', 'source', 'src', 'src/assets', 'docs'];
// `content/posts` of a site lies two folders below its root.
const LEVELS_UP = 2;

export interface SiteFiles {
  /** Whether there is a file or folder at this path. */
  exists(path: string): Promise<boolean>;
  /** The file that a path on the site, `/img/a.png` or `../../img/a.png`, most likely means; outside of the content too. */
  find(path: string): Promise<string | undefined>;
}

/** Looks around the content folders, each place once. */
export function createSiteFiles(contentFolders: readonly string[]): SiteFiles {
  const roots = new Set(contentFolders.flatMap((folder) => [folder, ...above(folder)]));
  const places = [...roots].flatMap((root) => STATIC_FOLDERS.map((name) => join(root, name)));
  const known = new Map<string, Promise<boolean>>();
  const exists = (path: string) => {
    const answer = known.get(path) ?? isThere(path);
    known.set(path, answer);
    return answer;
  };
  return {
    exists,
    async find(path) {
      const onSite = path.replace(/^(?:\.{0,2}\/)+/, '');
      if (onSite === '' || onSite.startsWith('..')) return undefined;
      for (const place of places) {
        const file = join(place, onSite);
        if (await exists(file)) return file;
      }
      return undefined;
    },
  };
}

function above(folder: string): string[] {
  const parents: string[] = [];
  for (let level = 0, path = dirname(folder); level < LEVELS_UP && path !== dirname(path); level += 1) {
    parents.push(path);
    path = dirname(path);
  }
  return parents;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    // Not there, or a path that no file can have: nothing to lead to either way.
    return false;
  }
}
