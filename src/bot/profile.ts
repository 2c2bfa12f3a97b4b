import type { Api } from 'grammy';
import type { Words } from '../locales/texts.ts';
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
