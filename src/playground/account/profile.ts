import type { BotCommandText, BotProfile } from '../chat-protocol.ts';

/** What the bot says about itself; the texts by language code, '' for everyone else. */
export interface Profile {
  readonly names: Record<string, string>;
  readonly descriptions: Record<string, string>;
  readonly shortDescriptions: Record<string, string>;
  /** By scope and language, see `commandsKey`. */
  readonly commands: Record<string, readonly BotCommandText[]>;
  /** By chat id, 'default' for all others. */
  readonly menuButtons: Record<string, unknown>;
}

/** Who the bot is before it says anything about itself. */
export interface BotIdentity {
  readonly id: number;
  readonly firstName: string;
  readonly username: string;
}

/** A bot as BotFather leaves it. */
export function createProfile(): Profile {
  return { names: {}, descriptions: {}, shortDescriptions: {}, commands: {}, menuButtons: {} };
}

/** Where a list of commands is kept: one for each scope and language. */
export function commandsKey(scope: string, language: string): string {
  return `${scope}/${language}`;
}

/** The profile as the page shows it: the commands of private chats before those of all chats, and those of single chats. */
export function describeBot(bot: BotIdentity, profile: Profile): BotProfile {
  const list = (scope: string) => {
    return profile.commands[commandsKey(scope, '')] ?? profile.commands[commandsKey(scope, 'en')];
  };
  const ofChats = Object.keys(profile.commands).flatMap((key) => /^chat:(-?\d+)\//.exec(key)?.[1] ?? []);
  return {
    id: bot.id,
    firstName: profile.names[''] ?? bot.firstName,
    username: bot.username,
    description: profile.descriptions[''] ?? '',
    shortDescription: profile.shortDescriptions[''] ?? '',
    commands: list('all_private_chats') ?? list('default') ?? [],
    chatCommands: Object.fromEntries(
      ofChats.flatMap((id) => {
        const commands = list(`chat:${id}`);
        return commands === undefined ? [] : [[id, commands]];
      }),
    ),
  };
}
