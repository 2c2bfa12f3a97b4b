import type { Words } from '../locales/texts.ts';

/** The commands in the order of Telegram's menu. Each has its description in `command-<name>`. */
export const COMMANDS = [
  'latest',
  'tags',
  'search',
  'subscribe',
  'subscriptions',
  'settings',
  'saved',
  'continue',
  'random',
  'tag',
  'unsubscribe',
  'help',
  'privacy',
  'stop',
  'start',
] as const;

export type CommandName = (typeof COMMANDS)[number];

/** The command menu in one language, in the shape of the Bot API's `setMyCommands`. */
export function commandMenu(words: Words): { command: CommandName; description: string }[] {
  return COMMANDS.map((command) => ({ command, description: words.text(`command-${command}`) }));
}
