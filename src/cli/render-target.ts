import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { commandSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** What is to be rendered, and what stands around it. */
export interface RenderTarget {
  /** Content folders in which links and pictures are looked up. */
  readonly folders: readonly string[];
  readonly site: ReturnType<typeof commandSettings>['site'];
  /**
   * How a content file, given as reports name it (`content/post.md`), is called in the output: beginning with the path as
   * it was typed. `undefined` for a file that is not asked for.
   */
  readonly nameOf: (reported: string) => string | undefined;
}

/** Everything in a folder. */
export function targetOfFolder(path: string): RenderTarget {
  const { contentFolders, site } = commandSettings(path);
  return { folders: contentFolders, site, nameOf: (reported) => join(path, withoutFolder(reported)) };
}

/** One file. Its links lead to other articles of the content folder it lies in, or else of its own folder. */
export function targetOfFile(path: string): RenderTarget {
  const file = resolve(path);
  const home = configuredFolders().find((folder) => file.startsWith(folder + sep)) ?? dirname(file);
  const { contentFolders, site } = commandSettings(home);
  const reported = [basename(home), ...relative(home, file).split(sep)].join('/');
  return { folders: contentFolders, site, nameOf: (each) => (each === reported ? path : undefined) };
}

function withoutFolder(reported: string): string {
  return reported.slice(reported.indexOf('/') + 1);
}

/** None when the settings cannot be read: a file can be looked at without them. */
function configuredFolders(): readonly string[] {
  try {
    return commandSettings(undefined).contentFolders;
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}
