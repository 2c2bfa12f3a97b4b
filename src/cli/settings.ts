import { relative, resolve, sep } from 'node:path';
import { type Config, formatProblems, loadConfig } from '../config.ts';
import { UsageError } from './usage-error.ts';

/** What the commands that only read articles need of the settings. */
export type CommandSettings = Pick<Config, 'contentFolders' | 'site'>;

const NEEDED = ['CONTENT_DIR', 'SITE_URL', 'ARTICLE_URL_TEMPLATE'];

/**
 * The settings from the environment and `.env`, with `folder` in place of their content folders when it is given. Throws
 * a UsageError that lists what is wrong with those that matter here.
 */
export function commandSettings(folder: string | undefined): CommandSettings {
  // Any folder that exists: the one that is meant may have a ":" in its name.
  const given: Record<string, string> = { BOT_TOKEN: '', ...(folder !== undefined && { CONTENT_DIR: sep }) };
  let loaded = loadConfig(given);
  if (!loaded.ok && loaded.problems.every(({ name }) => !NEEDED.includes(name))) {
    loaded = loadConfig({ ...given, ...Object.fromEntries(loaded.problems.map(({ name }) => [name, ''])) });
  }
  if (!loaded.ok) throw new UsageError(formatProblems(loaded.problems.filter(({ name }) => NEEDED.includes(name))));
  const { contentFolders, site } = loaded.config;
  return { contentFolders: folder === undefined ? contentFolders : [resolve(folder)], site };
}

/** A path as somebody in the current folder would type it. */
export function asTyped(path: string): string {
  const typed = relative('.', path);
  return typed === '' ? '.' : typed === '..' || typed.startsWith(`..${sep}`) ? path : typed;
}
