import type { Api } from 'grammy';
import type { Words } from '../locales/texts.ts';
import type { Logger } from '../log.ts';
import { interpretFailure } from '../telegram/outcome.ts';
import { authorCommandMenu } from './author-commands.ts';
import { commandMenu } from './commands.ts';

/**
 * Gives the bot its command menu and its descriptions at Telegram, in the bot's own language. Telegram limits how
 * often these may be set, so only what differs is.
 */
export async function syncProfile(api: Api, words: Words, siteName: string): Promise<void> {
  const commands = commandMenu(words);
  const description = words.text('profile-description', { site: siteName });
  const short = words.text('profile-short-description', { site: siteName });

  if (JSON.stringify(await api.getMyCommands()) !== JSON.stringify(commands)) await api.setMyCommands(commands);
  if ((await api.getMyDescription()).description !== description) await api.setMyDescription(description);
  if ((await api.getMyShortDescription()).short_description !== short) await api.setMyShortDescription(short);
}

/** Gives authors a command menu with their own commands, each in the one chat where they work. */
export async function syncAuthorMenus(
  api: Api,
  words: Words,
  authorIds: readonly number[],
  log: Logger,
): Promise<void> {
  const commands = authorCommandMenu(words);
  for (const author of authorIds) {
    const scope = { type: 'chat', chat_id: author } as const;
    try {
      const known = await api.getMyCommands({ scope });
      if (JSON.stringify(known) !== JSON.stringify(commands)) await api.setMyCommands(commands, { scope });
    } catch (error) {
      if (interpretFailure(error).state !== 'gone') throw error;
      // Telegram knows no such chat before the author has pressed Start; the next start of the bot tries again.
      log.debug('an author has no chat with the bot yet', { author });
    }
  }
}
