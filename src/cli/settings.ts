import { type Config, formatProblems, loadConfig } from '../config.ts';
import { UsageError } from './usage-error.ts';

/** What the commands that only read articles need of the settings. */
export type CommandSettings = Pick<Config, 'contentFolders' | 'site' | 'timezone'>;

/**
 * The settings from the environment and `.env`, with `folder` in place of their content folders when it is given. Throws
 * a UsageError that lists what is wrong.
 */
export function commandSettings(folder: string | undefined): CommandSettings {
  const loaded = loadConfig(folder === undefined ? {} : { CONTENT_DIR: folder });
  if (loaded.ok) return loaded.config;
  throw new UsageError(formatProblems(loaded.problems));
}
