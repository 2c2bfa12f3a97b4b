import type { InputRichBlock, InputRichMessage, RichText } from 'grammy/types';

/**
 * Judges a rich message by the documentation of the Bot API alone (the description of `InputRichMessage` and of the
 * types in it, version 10.2), so that it can find faults of whatever builds the messages.
 */

// "Rich Message Limits" there.
const LIMITS = { characters: 32_768, blocks: 500, levels: 16, media: 50, columns: 20 };

interface Tally {
  readonly faults: string[];
  readonly anchors: string[];
  readonly references: string[];
  readonly anchorLinks: string[];
  readonly referenceLinks: string[];
  readonly uploads: Set<string>;
  characters: number;
  blocks: number;
  media: number;
}

interface Spot {
  readonly path: string;
  /** Counted in the strictest way: blocks, items, rows, cells, captions, formats and arrays of texts are one each. */
  readonly level: number;
  readonly tally: Tally;
}

type Check = (value: unknown, spot: Spot) => void;
/** Fields by name; one with `?` at its end may be missing. */
type Fields = Readonly<Record<string, Check>>;

/**
 * Everything Telegram could refuse in a message, each as a line with its place; none for a good one. `files` is how many
 * files go with it, named from 0.
 */
export function violationsOf(message: InputRichMessage, files = 0): string[] {
  const tally: Tally = {
    faults: [],
    anchors: [],
    references: [],
    anchorLinks: [],
    referenceLinks: [],
    uploads: new Set(),
    characters: 0,
    blocks: 0,
    media: 0,
  };
  object(message, { path: '', level: 0, tally }, { blocks, 'is_rtl?': boolean, 'skip_entity_detection?': boolean });
  const { faults, anchors, references } = tally;
  if (tally.characters > LIMITS.characters) faults.push(`${tally.characters} characters`);
  if (tally.blocks > LIMITS.blocks) faults.push(`${tally.blocks} blocks`);
  if (tally.media > LIMITS.media) faults.push(`${tally.media} media`);
  const names = [...anchors, ...references];
  faults.push(...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `two places named ${name}`));
  // The empty name stands for the top of the message.
  const known = new Set([...names, '']);
  faults.push(...tally.anchorLinks.filter((name) => !known.has(name)).map((name) => `no anchor named ${name}`));
  const unknown = tally.referenceLinks.filter((name) => !references.includes(name));
  faults.push(...unknown.map((name) => `no reference named ${name}`));
  const expected = Array.from({ length: files }, (_, place) => `${place}`);
  if ([...tally.uploads].sort().join() !== expected.sort().join())
    faults.push(`uploads ${[...tally.uploads]} of ${files} files`);
  return faults;
}

const boolean: Check = (value, spot) => demand(typeof value === 'boolean', spot, 'no boolean');
const yes: Check = (value, spot) => demand(value === true, spot, 'neither true nor left out');
const words: Check = (value, spot) => {
  if (demand(typeof value === 'string' && value !== '', spot, 'no words')) clean(String(value), spot);
};
const integer =
  (from: number, to: number): Check =>
  (value, spot) =>
    demand(Number.isInteger(value) && Number(value) >= from && Number(value) <= to, spot, `not in ${from}–${to}`);
const oneOf =
  (...values: readonly string[]): Check =>
  (value, spot) =>
    demand(typeof value === 'string' && values.includes(value), spot, `none of ${values.join(', ')}`);
const pattern =
  (form: RegExp): Check =>
  (value, spot) =>
    demand(typeof value === 'string' && form.test(value), spot, `not like ${form}`);
const webAddress: Check = (value, spot) => {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  const isWeb = url !== undefined && /^https?:$/.test(url.protocol) && /[.:]/.test(url.hostname);
  demand(isWeb || url?.protocol === 'tg:', spot, `no address: ${value}`);
};
const listed =
  (list: 'anchors' | 'references' | 'anchorLinks' | 'referenceLinks'): Check =>
  (value, spot) => {
    spot.tally[list].push(String(value));
    if (list !== 'anchorLinks') words(value, spot);
  };
const source: Check = (value, spot) => {
  words(value, spot);
  spot.tally.characters += String(value).length;
  demand(isVisible(String(value)), spot, 'an empty formula');
};

/** Text that must show something. */
const text: Check = (value, spot) => {
  demand(shows(value), spot, 'an empty text');
  runOrFormat(value, spot);
};

function runOrFormat(value: unknown, spot: Spot): void {
  if (typeof value === 'string') {
    spot.tally.characters += value.length;
    clean(value, spot);
  } else if (Array.isArray(value)) {
    const run = deeper(spot, '');
    demand(value.length > 1, spot, 'a run of fewer than two texts');
    value.forEach((piece, at) => {
      demand(typeof piece !== 'string' || typeof value[at - 1] !== 'string', spot, 'two strings side by side');
      demand(piece !== '', spot, 'an empty string');
      runOrFormat(piece, { ...run, path: `${spot.path}[${at}]` });
    });
  } else {
    tagged(value, deeper(spot, ''), FORMATS);
  }
}

const FORMATS: Readonly<Record<string, Fields>> = {
  bold: { text },
  italic: { text },
  underline: { text },
  strikethrough: { text },
  spoiler: { text },
  subscript: { text },
  superscript: { text },
  marked: { text },
  code: { text },
  date_time: { text, unix_time: integer(0, 2 ** 31), date_time_format: pattern(/^(?:r|w?[dD]?[tT]?)$/) },
  custom_emoji: { custom_emoji_id: words, alternative_text: source },
  mathematical_expression: { expression: source },
  url: { text, url: webAddress },
  email_address: { text, email_address: pattern(/^[^\s@]+@[^\s@]+\.[^\s@]+$/) },
  phone_number: { text, phone_number: pattern(/^\+?\d+$/) },
  anchor: { name: listed('anchors') },
  anchor_link: { text, anchor_name: listed('anchorLinks') },
  reference: { text, name: listed('references') },
  reference_link: { text, reference_name: listed('referenceLinks') },
};

const caption: Check = (value, spot) => object(value, deeper(spot, ''), { text, 'credit?': text });
const blocks: Check = (value, spot) => {
  if (!demand(Array.isArray(value) && value.length > 0, spot, 'no blocks')) return;
  (value as unknown[]).forEach((block, at) => {
    spot.tally.blocks += 1;
    tagged(block, deeper(spot, `[${at}]`), BLOCKS);
  });
};
const photos: Check = (value, spot) => {
  blocks(value, spot);
  const kinds = (value as readonly InputRichBlock[]).map(({ type }) => type);
  demand(kinds.length >= 2 && kinds.length <= 10, spot, `${kinds.length} pictures together`);
  demand(
    kinds.every((kind) => kind === 'photo' || kind === 'video'),
    spot,
    `${kinds} together`,
  );
};
const items: Check = (value, spot) => {
  if (!demand(Array.isArray(value) && value.length > 0, spot, 'no items')) return;
  (value as unknown[]).forEach((item, at) => {
    spot.tally.blocks += 1;
    object(item, deeper(spot, `[${at}]`), {
      blocks,
      'has_checkbox?': yes,
      'is_checked?': yes,
      'value?': integer(-(2 ** 31), 2 ** 31 - 1),
      'type?': oneOf('a', 'A', 'i', 'I', '1'),
    });
  });
};
const cells: Check = (value, spot) => {
  if (!demand(Array.isArray(value) && value.length > 0, spot, 'no rows')) return;
  const rows = value as readonly (readonly unknown[])[];
  demand(new Set(rows.map((row) => row.length)).size === 1, spot, 'rows of different length');
  rows.forEach((row, at) => {
    spot.tally.blocks += 1;
    demand(row.length > 0 && row.length <= LIMITS.columns, spot, `${row.length} columns`);
    row.forEach((each, column) => {
      cell(each, deeper(deeper(spot, `[${at}]`), `[${column}]`));
    });
  });
};
const cell: Check = (value, spot) =>
  object(value, spot, {
    'text?': text,
    'is_header?': yes,
    'colspan?': integer(2, LIMITS.columns),
    'rowspan?': integer(2, LIMITS.blocks),
    align: oneOf('left', 'center', 'right'),
    valign: oneOf('top', 'middle', 'bottom'),
  });
const media =
  (type: string): Check =>
  (value, spot) => {
    spot.tally.media += 1;
    object(value, spot, { type: oneOf(type), media: mediaSource, 'has_spoiler?': boolean });
  };
const mediaSource: Check = (value, spot) => {
  const upload = /^attach:\/\/(\w+)$/.exec(String(value))?.[1];
  if (upload !== undefined) spot.tally.uploads.add(upload);
  else demand(/^https?:/.test(String(value)), spot, 'neither an upload nor a web address');
  if (upload === undefined) webAddress(value, spot);
};

// Blocks with buttons, maps, sound and the drafts' "thinking" have no place in an article.
const BLOCKS: Readonly<Record<string, Fields>> = {
  paragraph: { text },
  heading: { text, size: integer(1, 6) },
  pre: { text, 'language?': words },
  footer: { text },
  divider: {},
  mathematical_expression: { expression: source },
  anchor: { name: listed('anchors') },
  list: { items },
  blockquote: { blocks, 'credit?': text },
  expandable_blockquote: { text, 'credit?': text },
  pullquote: { text, 'credit?': text },
  collage: { blocks: photos, 'caption?': caption },
  slideshow: { blocks: photos, 'caption?': caption },
  table: { cells, 'is_bordered?': yes, 'is_striped?': yes, 'is_compact?': yes, 'caption?': text },
  details: { summary: text, blocks, 'is_open?': yes },
  animation: { animation: media('animation'), 'caption?': caption },
  photo: { photo: media('photo'), 'caption?': caption },
  video: { video: media('video'), 'caption?': caption },
};

function tagged(value: unknown, spot: Spot, types: Readonly<Record<string, Fields>>): void {
  const type = String((value as { type?: unknown } | null)?.type);
  const fields = types[type];
  const at = { ...spot, path: `${spot.path} ${type}` };
  if (demand(fields !== undefined, at, 'no known type')) object(value, at, { type: oneOf(type), ...fields });
}

function object(value: unknown, spot: Spot, fields: Fields): void {
  if (!demand(typeof value === 'object' && value !== null && !Array.isArray(value), spot, 'no object')) return;
  const entries = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(fields).map((name) => name.replace('?', ''));
  for (const name of Object.keys(entries)) demand(names.includes(name), spot, `an unknown field ${name}`);
  for (const [name, check] of Object.entries(fields)) {
    const key = name.replace('?', '');
    if (key in entries) check(entries[key], { ...spot, path: `${spot.path}.${key}` });
    else demand(name.endsWith('?'), spot, `no ${name}`);
  }
}

function deeper(spot: Spot, step: string): Spot {
  const below = { ...spot, path: spot.path + step, level: spot.level + 1 };
  demand(below.level <= LIMITS.levels, below, `level ${below.level}`);
  return below;
}

function demand(holds: boolean, { path, tally }: Spot, fault: string): boolean {
  if (!holds) tally.faults.push(`${path}: ${fault}`);
  return holds;
}

function clean(value: string, spot: Spot): void {
  demand(!/[^\P{Cc}\n\t]/u.test(value), spot, 'a control character');
  demand(value.isWellFormed(), spot, 'half a character');
}

function isVisible(value: string): boolean {
  return /[^\s\p{Cf}\p{Cc}\u2800\u3164]/u.test(value);
}

function shows(value: unknown): boolean {
  if (typeof value === 'string') return isVisible(value);
  if (Array.isArray(value)) return value.some(shows);
  const format = value as { readonly type?: unknown; readonly text?: unknown } | undefined;
  if (format?.type === 'anchor') return false;
  return 'text' in (format ?? {}) ? shows(format?.text) : true;
}

/** What a reader sees of blocks, one line or more each; formulas as their source, a table's cells with a tab between them. */
export function textOfRich(content: readonly InputRichBlock[]): string {
  return content.map(blockText).join('\n');
}

function blockText(block: InputRichBlock): string {
  switch (block.type) {
    case 'list':
      return block.items.map((item) => textOfRich(item.blocks)).join('\n');
    case 'table':
      return block.cells.map((row) => row.map((each) => plain(each.text ?? '')).join('\t')).join('\n');
    case 'details':
      return `${plain(block.summary)}\n${textOfRich(block.blocks)}`;
    default: {
      const own = 'text' in block ? plain(block.text) : 'expression' in block ? block.expression : '';
      const inner = 'blocks' in block ? textOfRich(block.blocks) : '';
      const below = 'caption' in block && block.caption !== undefined ? plain(block.caption as RichText) : '';
      return [own, inner, below].filter((part) => part !== '').join('\n');
    }
  }
}

function plain(value: RichText): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(plain).join('');
  if ('expression' in value) return value.expression;
  if ('alternative_text' in value) return value.alternative_text;
  return 'text' in value ? plain(value.text) : '';
}
