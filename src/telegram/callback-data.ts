import { z } from 'zod';
import { CALLBACK_DATA_LIMIT_BYTES } from './limits.ts';

/**
 * The one codec of button data: `<version><action code>:<field>:<field>`. Buttons live in chats for years, so a
 * code is never reused with another meaning; unknown or malformed data decodes to `undefined` ("outdated").
 */
const VERSION = '1';

const id = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/);
const tagId = z.string().regex(/^[a-z0-9]{8}$/);
/** A tag or a watched search, or everything the blog publishes. */
const topic = z.union([z.literal('all'), tagId]);
// One spelling for each number: `01` or `1e3` is not of our making.
const page = z
  .string()
  .regex(/^[1-9][0-9]{0,3}$/)
  .transform(Number);
const flag = z.enum(['0', '1']).transform((value) => value === '1');

const number = z
  .string()
  .regex(/^[1-9][0-9]{0,14}$/)
  .transform(Number);

const hour = z
  .string()
  .regex(/^(?:[0-9]|1[0-9]|2[0-3])$/)
  .transform(Number);
const minutesOfDay = z
  .string()
  .regex(/^(?:0|[1-9][0-9]{0,2}|1[0-3][0-9]{2}|14[0-3][0-9])$/)
  .transform(Number);

const SETTINGS_SCREENS = ['main', 'zone', 'digest', 'quiet', 'quietFrom', 'cadence'] as const;
const SETTINGS = ['zone', 'digestHour', 'digestWeekday', 'quiet', 'silent', 'pause', 'form'] as const;
const CADENCE_CHOICES = ['ask', 'instant', 'daily', 'weekly', 'muted', 'end'] as const;
const ANNOUNCEMENT_STEPS = [
  ...(['open', 'pause', 'resume', 'cancel', 'confirmCancel', 'retry'] as const),
  ...(['publish', 'silent', 'later', 'list'] as const),
] as const;

const actions = {
  openArticle: { code: 'a', fields: { article: id } },
  /** Sends the text below, from its first page on. Parts beyond the first are those of buttons from before pages. */
  readArticle: { code: 'r', fields: { article: id, part: page } },
  /** Turns the message it stands on to another page of the text. */
  turnPage: { code: 'F', fields: { article: id, page } },
  /** Sends a page of the text below. */
  openPage: { code: 'G', fields: { article: id, page } },
  /** Turns a page of the text into a page of its list of contents; `from` is the page of the text to go back to. */
  contents: { code: 'H', fields: { article: id, page, from: page } },
  /** “Trouble reading?”: shows this page, and all others from now on, as plain messages. */
  trouble: { code: 'I', fields: { article: id, page } },
  /** “Finished? Next one”: sends the card of what to read after this article. */
  next: { code: 'J', fields: { article: id } },
  saveArticle: { code: 'v', fields: { article: id, saved: flag } },
  latest: { code: 'l', fields: { page } },
  related: { code: 'n', fields: { article: id } },
  relatedPage: { code: 'o', fields: { article: id, page } },
  saved: { code: 'b', fields: { page } },
  /** The list of saved articles with other buttons: its numbers remove or remind. */
  savedMode: { code: 'K', fields: { page, mode: z.enum(['remove', 'remind']) } },
  removeSaved: { code: 'L', fields: { article: id, page } },
  /** Sets or takes back this evening's reminder, on a card or on a page of the list of saved articles. */
  remind: { code: 'M', fields: { article: id, on: flag, where: z.enum(['card', 'list']), page } },
  /** The articles that have been begun. */
  begun: { code: 'N', fields: { page } },
  tags: { code: 'g', fields: { page } },
  foundTags: { code: 'f', fields: { search: id, page } },
  tag: { code: 't', fields: { tag: tagId, page } },
  search: { code: 's', fields: { search: id, page } },
  /** Watches the words of a remembered search for new articles, or stops that. */
  watch: { code: 'O', fields: { search: id, on: flag } },
  /** `where` tells which screen to redraw: the tag's page, a push, the list of subscriptions, a plain reply. */
  subscribe: { code: 'u', fields: { topic, on: flag, where: z.enum(['tag', 'push', 'list', 'reply']) } },
  subscriptions: { code: 'm', fields: { page } },
  privacy: { code: 'p', fields: { step: z.enum(['menu', 'export', 'erase', 'confirm']) } },
  random: { code: 'x', fields: {} },
  /** Opens a list of its own below; the actions above turn the message that the button stands on. */
  browse: { code: 'w', fields: { list: z.enum(['latest', 'tags']) } },
  startSearch: { code: 'q', fields: {} },
  cancelSearch: { code: 'c', fields: {} },
  noop: { code: 'z', fields: {} },
  /** A screen of the settings; `where` tells whether it turns the message it stands on or opens below. */
  settings: {
    code: 'k',
    fields: { screen: z.enum(SETTINGS_SCREENS), where: z.enum(['here', 'below']) },
  },
  /** Changes one setting; what `value` may be depends on which. */
  set: { code: 'j', fields: { setting: z.enum(SETTINGS), value: z.string().regex(/^[A-Za-z0-9_+/-]{1,48}$/) } },
  /** Of quiet hours that are being chosen the beginning is known. */
  quietUntil: { code: 'A', fields: { from: hour } },
  /** A local time, in minutes ahead of UTC; `shown` is when it was, in minutes since 1970. */
  localTime: { code: 'B', fields: { ahead: minutesOfDay, shown: number } },
  /** The zones with a local time. */
  zones: { code: 'C', fields: { ahead: minutesOfDay, page } },
  askCity: { code: 'D', fields: {} },
  cancelCity: { code: 'E', fields: {} },
  /** How the articles of one subscription come; `ask` opens the choice, `end` ends the subscription. */
  cadence: { code: 'i', fields: { topic, cadence: z.enum(CADENCE_CHOICES), page } },
  /** Sends the newest articles of a subscription that has just begun. */
  catchUp: { code: 'y', fields: { topic } },
  /** For authors only: what is to become of an announcement. */
  announcement: { code: 'd', fields: { announcement: number, step: z.enum(ANNOUNCEMENT_STEPS) } },
  /** For authors only: the announcements of a check that wait for a word. */
  held: { code: 'h', fields: { batch: number, choice: z.enum(['all', 'newest', 'seen']) } },
  /** For authors only: announced articles whose files are missing since a check. */
  missing: { code: 'e', fields: { batch: number, choice: z.enum(['retract', 'leave']) } },
  /** For authors only: what was sought and not found, or all that was sought. */
  sought: { code: 'P', fields: { list: z.enum(['missed', 'all']), page } },
} as const satisfies Record<string, { code: string; fields: Record<string, z.ZodType> }>;

type Actions = typeof actions;
type Fields<Name extends keyof Actions> = {
  readonly [Field in keyof Actions[Name]['fields']]: z.infer<Actions[Name]['fields'][Field] & z.ZodType>;
};

/** What a button does, e.g. `{ action: 'openArticle', article: 'k3v9x0q2ab' }`. */
export type ButtonData = { [Name in keyof Actions]: { readonly action: Name } & Fields<Name> }[keyof Actions];
export type ButtonAction = ButtonData['action'];

const nameByCode = new Map(Object.entries(actions).map(([name, { code }]) => [code as string, name as ButtonAction]));

/** Writes button data. Throws a RangeError over Telegram's 64 bytes, which only a bug in the caller can cause. */
export function encodeButton(button: ButtonData): string {
  const { code, fields } = actions[button.action];
  const values = Object.keys(fields).map((field) => {
    const value = (button as unknown as Record<string, unknown>)[field];
    return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
  });
  const data = [`${VERSION}${code}`, ...values].join(':');
  if (Buffer.byteLength(data) > CALLBACK_DATA_LIMIT_BYTES) {
    throw new RangeError(`button data over ${CALLBACK_DATA_LIMIT_BYTES} bytes: ${data}`);
  }
  return data;
}

/** Reads button data; `undefined` for anything this version of the program did not write. */
export function decodeButton(data: string): ButtonData | undefined {
  const [head = '', ...values] = data.split(':');
  const name = head.startsWith(VERSION) ? nameByCode.get(head.slice(VERSION.length)) : undefined;
  if (name === undefined) return undefined;
  const entries = Object.entries<z.ZodType>(actions[name].fields);
  if (entries.length !== values.length) return undefined;
  const button: Record<string, unknown> = { action: name };
  for (const [index, [field, schema]] of entries.entries()) {
    const parsed = schema.safeParse(values[index]);
    if (!parsed.success) return undefined;
    button[field] = parsed.data;
  }
  return button as ButtonData;
}
