/**
 * What Telegram documents about messages of text, photos and albums (core.telegram.org/bots/api, "Formatting options",
 * sendMessage, sendPhoto, sendMediaGroup), written down once more without a look at the program.
 */
interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

interface Formatted {
  readonly rawText: string;
  readonly rawEntities: readonly Entity[];
}

type Picture = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'url'; readonly url: string };

interface Photo {
  readonly photo: Picture;
  readonly caption: Formatted;
}

export type ClassicMessage =
  | { readonly kind: 'text'; readonly text: Formatted }
  | (Photo & { readonly kind: 'photo'; readonly fallback?: Formatted })
  | { readonly kind: 'album'; readonly photos: readonly Photo[]; readonly fallback?: Formatted };

const QUOTES = ['blockquote', 'expandable_blockquote'];

/** Every rule that the messages break, in words; none when Telegram takes and shows them as they are. */
export function validateClassic(messages: readonly ClassicMessage[]): string[] {
  return messages.flatMap((message, index) => problemsOf(message).map((problem) => `message ${index}: ${problem}`));
}

/** The same for messages that must do without any formatting. */
export function validatePlain(messages: readonly ClassicMessage[]): string[] {
  const formatted = messages.filter((message) => message.kind !== 'text' || message.text.rawEntities.length > 0);
  return [...validateClassic(messages), ...formatted.map(() => 'a plain message is not plain')];
}

function problemsOf(message: ClassicMessage): string[] {
  switch (message.kind) {
    case 'text':
      return textProblems(message.text);
    case 'photo':
      return [...photoProblems(message), ...fallbackProblems(message.fallback)];
    case 'album': {
      const { length } = message.photos;
      const size = length < 2 || length > 10 ? [`an album of ${length}`] : [];
      return [...size, ...message.photos.flatMap(photoProblems), ...fallbackProblems(message.fallback)];
    }
  }
}

function textProblems(text: Formatted): string[] {
  const blank = /[^\s\p{Cf}\p{Cc}\u2800\u3164]/u.test(text.rawText) ? [] : ['a text that shows nothing'];
  return [...blank, ...formattedProblems(text, 4_096)];
}

function fallbackProblems(fallback: Formatted | undefined): string[] {
  return fallback === undefined ? ['pictures without a text to fall back to'] : textProblems(fallback);
}

function photoProblems({ photo, caption }: Photo): string[] {
  const name = photo.kind === 'url' ? photo.url.replace(/[?#].*$/, '') : photo.path;
  const format = /\.(?:png|jpe?g|webp)$/i.test(name) ? [] : [`${name} is no photo`];
  const address = photo.kind === 'url' && !/^https?:\/\//i.test(photo.url) ? [`${photo.url} is no address`] : [];
  return [...format, ...address, ...formattedProblems(caption, 1_024)];
}

function formattedProblems({ rawText, rawEntities }: Formatted, limit: number): string[] {
  const problems: string[] = [];
  if (rawText.length > limit) problems.push(`${rawText.length} units`);
  if (!rawText.isWellFormed()) problems.push('half a surrogate pair');
  if (rawEntities.length > 100) problems.push(`${rawEntities.length} entities`);
  for (const [index, entity] of rawEntities.entries()) {
    problems.push(...placeProblems(entity, rawText), ...linkProblems(entity));
    for (const other of rawEntities.slice(index + 1)) problems.push(...nestingProblems(entity, other));
  }
  return problems;
}

function placeProblems({ type, offset, length }: Entity, text: string): string[] {
  const end = offset + length;
  if (offset < 0 || length <= 0 || end > text.length) return [`${type} at ${offset}+${length} of ${text.length}`];
  const cutsPair = [offset, end].some((place) => /[\uDC00-\uDFFF]/.test(text[place] ?? ''));
  return cutsPair ? [`${type} at ${offset} cuts a surrogate pair`] : [];
}

function linkProblems({ type, url }: Entity): string[] {
  if (type !== 'text_link') return [];
  const leads = url !== undefined && /^(?:https?|tg):\/\//i.test(url) && URL.canParse(url);
  return leads ? [] : [`a link to ${url}`];
}

/** Two entities either share nothing, or one holds the other and both allow it. */
function nestingProblems(a: Entity, b: Entity): string[] {
  if (a.offset + a.length <= b.offset || b.offset + b.length <= a.offset) return [];
  const [outer, inner] = holds(a, b) ? [a, b] : [b, a];
  const pair = `${inner.type} in ${outer.type} at ${inner.offset}`;
  if (!holds(outer, inner)) return [`${pair} overlaps its edge`];
  if (a.type === b.type) return [`${pair} twice`];
  if (QUOTES.includes(a.type) && QUOTES.includes(b.type)) return [`${pair}: a quote in a quote`];
  if (a.type === 'pre' || b.type === 'pre') return [pair];
  // Code takes no other format and gives none; standing in a quote it is a line of that quote.
  const code = [a, b].find(({ type }) => type === 'code');
  const quote = [a, b].find(({ type }) => QUOTES.includes(type));
  if (code !== undefined && (quote === undefined || !holds(quote, code))) return [pair];
  return quote !== undefined && !holds(quote, quote === a ? b : a) ? [`${pair}: a quote inside a format`] : [];
}

function holds(outer: Entity, inner: Entity): boolean {
  return outer.offset <= inner.offset && inner.offset + inner.length <= outer.offset + outer.length;
}
