import type { Words } from '../locales/texts.ts';
import { type CommandName, commandMenu } from './commands.ts';

/** Commands of the blog's authors; to anybody else they do not exist. Each has its description in `command-<name>`. */
export const AUTHOR_COMMANDS = ['deliveries', 'searches'] as const;

export type AuthorCommandName = (typeof AUTHOR_COMMANDS)[number];

/** The command menu in an author's chat: his own commands, then everybody's. */
export function authorCommandMenu(words: Words): { command: CommandName | AuthorCommandName; description: string }[] {
  const own = AUTHOR_COMMANDS.map((command) => ({ command, description: words.text(`command-${command}`) }));
  return [...own, ...commandMenu(words)];
}
