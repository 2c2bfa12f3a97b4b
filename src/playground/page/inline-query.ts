/**
 * The words somebody looks for with the bot, where `typed` is `@<its username> words`; `undefined` for other texts.
 * The name counts once a space follows it.
 */
export function inlineQuery(typed: string, botUsername: string): string | undefined {
  const match = /^\s*@(?<name>\w+)\s(?<words>.*)$/s.exec(typed);
  if (match?.groups?.name?.toLowerCase() !== botUsername.toLowerCase()) return undefined;
  return match.groups.words?.trim();
}
