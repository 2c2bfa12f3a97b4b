import { DESCRIPTION_LIMIT, SHORT_DESCRIPTION_LIMIT } from '../../telegram/limits.ts';
import type { Account } from '../account/account.ts';
import { commandsKey, describeBot, type Profile } from '../account/profile.ts';
import type { BotCommandText } from '../chat-protocol.ts';
import { botUser } from './bot-message.ts';
import { knownChat } from './chat-access.ts';
import { badRequest } from './envelope.ts';
import { type CallContext, json, type Method, method, string } from './method.ts';

const COMMAND_LIMIT = 32;
const COMMAND_DESCRIPTION_LIMIT = 256;
const COMMANDS_LIMIT = 100;
const NAME_LIMIT = 64;

const language = { language_code: string.optional() };
const scoped = { ...language, scope: json.optional() };

/** Methods by which the bot says who it is. */
export const profileMethods: Readonly<Record<string, Method>> = {
  getMe: method({}, (_params, { account }) => ({
    ...botUser(account),
    can_join_groups: true,
    can_read_all_group_messages: false,
    can_manage_bots: false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
  })),
  getMyCommands: method(scoped, (params, { account }) => account.profile.commands[keyOf(params, account)] ?? []),
  setMyCommands: method({ ...scoped, commands: json.optional() }, ({ commands, ...params }, { account }) => {
    const [key, read] = [keyOf(params, account), readCommands(commands)];
    // An empty list hides nothing: what is set more widely shows again.
    if (read.length === 0) delete account.profile.commands[key];
    else account.profile.commands[key] = read;
    return tellPage(account);
  }),
  deleteMyCommands: method(scoped, (params, { account }) => {
    delete account.profile.commands[keyOf(params, account)];
    return tellPage(account);
  }),
  ...textMethods('Name', 'name', 'names', NAME_LIMIT, ({ bot }) => bot.firstName),
  ...textMethods('Description', 'description', 'descriptions', DESCRIPTION_LIMIT),
  ...textMethods('ShortDescription', 'short_description', 'shortDescriptions', SHORT_DESCRIPTION_LIMIT),
  setChatMenuButton: method(
    { chat_id: string.optional(), menu_button: json.optional() },
    ({ chat_id: chatId = 'default', menu_button: button = { type: 'default' } }, { account }) => {
      account.profile.menuButtons[chatId] = readMenuButton(button);
      return true;
    },
  ),
  getChatMenuButton: method({ chat_id: string.optional() }, ({ chat_id: chatId = 'default' }, { account }) => {
    const { menuButtons } = account.profile;
    return menuButtons[chatId] ?? menuButtons.default ?? { type: 'commands' };
  }),
};

/** The pair `setMy…` and `getMy…` of one text that may differ by language. */
function textMethods(
  suffix: string,
  field: string,
  table: 'names' | 'descriptions' | ('shortDescriptions' & keyof Profile),
  limit: number,
  fallback: (account: Account) => string = () => '',
): Record<string, Method> {
  return {
    [`setMy${suffix}`]: method({ ...language, [field]: string.optional() }, (params, { account }: CallContext) => {
      const code = languageOf(params);
      const text = String((params as Record<string, unknown>)[field] ?? '').trim();
      // The server's own words for this refusal are not published.
      if (text.length > limit) throw badRequest(`${field.toUpperCase()}_TOO_LONG`);
      if (text === '') delete account.profile[table][code];
      else account.profile[table][code] = text;
      return tellPage(account);
    }),
    [`getMy${suffix}`]: method(language, (params, { account }: CallContext) => {
      const texts = account.profile[table];
      return { [field]: texts[languageOf(params)] ?? texts[''] ?? fallback(account) };
    }),
  };
}

function readCommands(commands: unknown): BotCommandText[] {
  if (commands === undefined) return [];
  if (!Array.isArray(commands)) throw badRequest('Expected an Array of BotCommand');
  if (commands.length > COMMANDS_LIMIT) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  return commands.map(readCommand);
}

function readCommand(item: unknown): BotCommandText {
  if (typeof item !== 'object' || item === null) throw badRequest("Can't parse BotCommand: expected an Object");
  const fields = item as Record<string, unknown>;
  for (const name of ['command', 'description']) {
    if (fields[name] === undefined) throw badRequest(`Can't parse BotCommand: Can't find field "${name}"`);
    if (typeof fields[name] !== 'string') {
      throw badRequest(`Can't parse BotCommand: Field "${name}" must be of type String`);
    }
  }
  const command = String(fields.command).trim().replace(/^\//, '');
  const description = String(fields.description).trim();
  if (command === '') throw badRequest('Command must be non-empty');
  if (command.length > COMMAND_LIMIT) throw badRequest(`Command length must not exceed ${COMMAND_LIMIT}`);
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (description === '') throw badRequest('Command description must be non-empty');
  if (description.length > COMMAND_DESCRIPTION_LIMIT) {
    throw badRequest(`Command description length must not exceed ${COMMAND_DESCRIPTION_LIMIT}`);
  }
  return { command, description };
}

/** A scope of one chat needs a chat that the bot knows. */
function keyOf(
  { scope, ...params }: { readonly scope?: unknown; readonly language_code?: string | undefined },
  account: Account,
): string {
  const { type = 'default', chat_id: chatId, user_id: userId } = (scope ?? {}) as Record<string, unknown>;
  const plain = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'];
  const ofChat = ['chat', 'chat_administrators', 'chat_member'];
  if (ofChat.includes(String(type)) && chatId === undefined) {
    throw badRequest('Can\'t parse BotCommandScope: Can\'t find field "chat_id"');
  }
  if (!plain.includes(String(type)) && !ofChat.includes(String(type))) {
    throw badRequest("Can't parse BotCommandScope: Unsupported type specified");
  }
  if (chatId !== undefined) knownChat(account, chatId);
  return commandsKey([type, chatId, userId].filter((part) => part !== undefined).join(':'), languageOf(params));
}

function languageOf(params: { readonly language_code?: unknown }): string {
  const code = params.language_code ?? '';
  if (code !== '' && !/^[a-z]{2}$/.test(String(code))) throw badRequest('invalid language code specified');
  return String(code);
}

function readMenuButton(button: unknown): unknown {
  const { type, text, web_app: app } = (button ?? {}) as Record<string, unknown>;
  if (type === 'default' || type === 'commands') return { type };
  if (type !== 'web_app') throw badRequest("Can't parse menu button: MenuButton has unsupported type");
  return { type, text, web_app: app };
}

function tellPage(account: Account): true {
  account.events.emit({ type: 'profile', bot: describeBot(account.bot, account.profile) });
  return true;
}
