import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type CommandSettings, commandSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** What is to be rendered, and what stands around it. */
export interface RenderTarget {
  /** Content folders in which links and pictures are looked up. */
  readonly folders: readonly string[];
  /** The one file that is asked for, whatever its name. */
  readonly also?: string;
  /** Leaves out what lies in folders inside. */
  readonly flat?: boolean;
  readonly site: CommandSettings['site'];
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

/**
 * One file. Its links lead to other articles of the content folders when it lies in one of them, else to those beside it:
 * nobody wants to wait until a whole home directory is read.
 */
export function targetOfFile(path: string): RenderTarget {
  const file = resolve(path);
  const configured = configuredFolders();
  const home = configured.find((folder) => isInside(file, folder));
  if (home !== undefined) return oneFile(path, file, home, configured);
  // A link in the path may hide that the file lies in a content folder.
  const real = realpathSync(file);
  const realHome = configured.find((folder) => isInside(real, realpathSync(folder)));
  if (realHome === undefined) return { ...oneFile(path, file, dirname(file), [dirname(file)]), flat: true };
  return oneFile(path, join(realHome, relative(realpathSync(realHome), real)), realHome, configured);
}

function oneFile(path: string, file: string, home: string, folders: readonly string[]): RenderTarget {
  const name = basename(home) || 'content';
  const reported = [name, ...relative(home, file).split(sep)].join('/');
  const { site } = commandSettings(home);
  return { folders, also: file, site, nameOf: (each) => (each === reported ? path : undefined) };
}

function isInside(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep);
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
