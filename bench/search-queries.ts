import { createRandom } from './sample-articles.ts';
import { isUnspaced, plainWords, type SearchDocument, simpleFold } from './search-documents.ts';
import { cutWord, inflect, languageOf, misspell, otherLayout, pick } from './search-misspell.ts';
import { createVocabulary, type Vocabulary } from './search-vocabulary.ts';

/** What a person types who looks for one article, or for any of a few that are as good. */
export interface KnownItem {
  readonly kind: QueryKind;
  readonly query: string;
  readonly answers: readonly string[];
}

type Random = () => number;
type Drawn =
  | { readonly query: string; readonly meant?: readonly string[]; readonly answers?: readonly string[] }
  | undefined;
type Rule = (document: SearchDocument, vocabulary: Vocabulary, random: Random) => Drawn;

const CODE =
  /(?<![\w%/.-])(?:[A-Za-z_][A-Za-z0-9_]*(?:(?:\.|::|:|->)[A-Za-z_][A-Za-z0-9_]*)+|\.?[A-Za-z]+[_0-9A-Z+#][A-Za-z0-9_+#]*)(?![\w%/-])/g;
const CODE_LIKE = /[_.:]|->|[a-z][A-Z]|\d|[+#]$/;
const UNSPACED_RUN = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー]{3,}/gu;
const RIGHT_TO_LEFT = /[\p{sc=Arabic}\p{sc=Hebrew}]/u;
const MOST_ANSWERS = 3;
const MOST_TAGGED = 100;
const MOST_TEXTS = 10;
const TRIES = 4;

const RULES = {
  title: ({ title }) => ({ query: title }),
  keywords(document, vocabulary, random) {
    const [first] = vocabulary.titleWords(document, 1, random);
    const others = vocabulary.bodyWords(document, 1 + Math.floor(random() * 2), random);
    return words(distinct(first === undefined ? others : [first, ...others]), 2);
  },
  typo: changeOneWord((word, _document, random) => misspell(word, random)),
  prefix(document, vocabulary, random) {
    const [first, last] = twoWords(document, vocabulary, random);
    const cut = last && cutWord(last, random);
    return first && cut ? { query: `${first} ${cut}`, meant: [first, last] } : undefined;
  },
  inflected: changeOneWord((word, { body }, random) => inflect(word, languageOf(word, body), random)),
  description: ({ description }, vocabulary, random) => words(vocabulary.heavyWords(description, 3, random), 3),
  body: (document, vocabulary, random) => words(vocabulary.passageWords(document, 3, random), 3),
  tags(document, vocabulary, random) {
    if (document.tags.length === 0) return undefined;
    const tags = document.tags
      .toSorted((a, b) => vocabulary.tagged(a).length - vocabulary.tagged(b).length)
      .slice(0, 2);
    const [first = [], second = first] = tags.map(vocabulary.tagged);
    const both = first.filter((id) => second.includes(id));
    const either = [...new Set([...both, ...vocabulary.titlesWith(plainWords(tags.join(' ')))])];
    if (either.length <= MOST_ANSWERS) return { query: tags.join(' '), answers: either };
    const [word] = vocabulary.titleWords(document, 1, random);
    if (word === undefined || first.length > MOST_TAGGED) return undefined;
    const titled = vocabulary.titlesWith([word]).filter((id) => first.includes(id));
    return titled.length > MOST_ANSWERS ? undefined : { query: `${tags[0]} ${word}`, answers: titled };
  },
  'accents and case'(document, vocabulary, random) {
    const title = vocabulary.titleWords(document, 3, random);
    if (title.length < 2) return undefined;
    const query = title.join(' ');
    const folded = simpleFold(query);
    if (folded !== query.toLowerCase()) return { query: folded };
    return { query: random() < 0.5 ? query.toUpperCase() : query.toLowerCase() };
  },
  code(document, vocabulary, random) {
    const tokens = (document.title.match(CODE) ?? []).filter((token) => CODE_LIKE.test(token));
    const inText =
      tokens.length > 0 ? tokens : vocabulary.rareTokens(document, codeTokens(document.body), MOST_ANSWERS);
    if (inText.length === 0) return undefined;
    const token = pick(inText, random);
    const answers = vocabulary.holders(token, tokens.length > 0 ? 'title' : 'anywhere');
    return answers.length > MOST_ANSWERS ? undefined : { query: token, answers };
  },
  'code parts'(document, vocabulary, random) {
    const tokens = codeTokens(document.title).filter(
      (token) => !/[A-Z]{2}[a-z]|(?:^|[a-z])[A-Z](?:[A-Z]|$)/.test(token),
    );
    if (tokens.length === 0) return undefined;
    const token = pick(tokens, random);
    const parts = token
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .split(/[^A-Za-z0-9]+/)
      .filter((part) => part !== '');
    const answers = vocabulary.holders(token, 'title');
    if (parts.length < 2 || answers.length > MOST_ANSWERS) return undefined;
    return { query: parts.join(' ').toLowerCase(), answers };
  },
  glued(document, vocabulary, random) {
    const title = plainWords(document.title);
    const pairs = title.slice(1).map((word, index) => [title[index] ?? '', word] as const);
    const long = pairs.filter((pair) => pair.every((word) => /^[\p{L}]{3,}$/u.test(word) && !isUnspaced(word)));
    if (long.length === 0) return undefined;
    const [one, two] = pick(long, random);
    const [other] = vocabulary.titleWords(document, 3, random).filter((word) => word !== one && word !== two);
    return { query: [`${one}${two}`, other ?? ''].join(' ').trim().toLowerCase(), meant: listed(one, two, other) };
  },
  split(document, vocabulary, random) {
    const compounds = plainWords(document.title).filter((word) => vocabulary.partsOf(word) !== undefined);
    if (compounds.length === 0) return undefined;
    const compound = pick(compounds, random);
    const [other] = vocabulary.titleWords(document, 3, random).filter((word) => word !== compound);
    const query = [vocabulary.partsOf(compound) ?? '', other ?? ''].join(' ').trim().toLowerCase();
    return { query, meant: listed(compound, other) };
  },
  layout(document, vocabulary, random) {
    const title = vocabulary.titleWords(document, 2, random).filter((word) => /^[а-яё]{4,}$/i.test(word));
    return title.length === 0 ? undefined : { query: otherLayout(title.join(' ')), meant: title };
  },
  unspaced(document, vocabulary, random) {
    const runs = document.title.match(UNSPACED_RUN) ?? [];
    if (runs.length === 0) return undefined;
    const parts = distinct(runs.map((run) => partOf(run, random))).slice(0, 2);
    const answers = parts.map((part) => vocabulary.holders(part, 'title'));
    const all = answers[0]?.filter((id) => answers.every((ids) => ids.includes(id))) ?? [];
    return all.length > MOST_ANSWERS ? undefined : { query: parts.join(' '), answers: all };
  },
  'right to left'(document, vocabulary, random) {
    const title = vocabulary.titleWords(document, 2, random).filter((word) => RIGHT_TO_LEFT.test(word));
    return words(title, 2);
  },
} satisfies Record<string, Rule>;

export type QueryKind = keyof typeof RULES;

/** Every kind of query, in the order of reports. */
export const QUERY_KINDS = Object.keys(RULES) as readonly QueryKind[];

/** At most `most` queries of each kind, always the same ones for the same documents. */
export function knownItems(
  documents: readonly SearchDocument[],
  kinds: readonly QueryKind[],
  most: number,
): KnownItem[] {
  const vocabulary = createVocabulary(documents);
  return kinds.flatMap((kind) => {
    const random = createRandom(QUERY_KINDS.indexOf(kind) + 1);
    const items: KnownItem[] = [];
    for (const document of shuffled(documents, random)) {
      if (items.length === most) break;
      const item = draw(kind, document, vocabulary, random);
      if (item) items.push(item);
    }
    return items;
  });
}

function draw(
  kind: QueryKind,
  document: SearchDocument,
  vocabulary: Vocabulary,
  random: Random,
): KnownItem | undefined {
  const rule: Rule = RULES[kind];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const drawn = rule(document, vocabulary, random);
    if (!drawn) continue;
    const meant = drawn.meant ?? plainWords(drawn.query);
    const titled = kind === 'title' ? [] : vocabulary.titlesWith(meant);
    const answers = new Set([...(drawn.answers ?? [document.id, ...titled]), ...vocabulary.twins(document)]);
    if (drawn.answers === undefined && kind !== 'title') {
      // What many articles answer equally well is no question for one of them.
      const inTexts = drawn.meant ? 0 : vocabulary.documentsWith(meant);
      if (titled.length > MOST_ANSWERS || inTexts > MOST_TEXTS) continue;
    }
    return { kind, query: drawn.query, answers: [...answers] };
  }
  return undefined;
}

function changeOneWord(change: (word: string, document: SearchDocument, random: Random) => string | undefined): Rule {
  return (document, vocabulary, random) => {
    const pair = twoWords(document, vocabulary, random);
    const [at, other] = random() < 0.5 ? [0, 1] : [1, 0];
    for (const index of [at, other]) {
      const changed = pair[index] && change(pair[index], document, random);
      if (changed) return { query: pair.with(index, changed).join(' '), meant: pair };
    }
    return undefined;
  };
}

function twoWords(document: SearchDocument, vocabulary: Vocabulary, random: Random): string[] {
  const title = vocabulary.titleWords(document, 2, random);
  if (title.length === 2) return title;
  return distinct([...title, ...vocabulary.bodyWords(document, 2, random)]).slice(0, 2);
}

function words(found: readonly string[], least: number): Drawn {
  return found.length < least ? undefined : { query: found.join(' ') };
}

function codeTokens(text: string): string[] {
  return (text.match(CODE) ?? []).filter((token) => CODE_LIKE.test(token) && token.length > 3 && token.length < 40);
}

function partOf(run: string, random: Random): string {
  const length = Math.min(run.length, 2 + Math.floor(random() * 3));
  const start = Math.floor(random() * (run.length - length + 1));
  return run.slice(start, start + length);
}

/** By their folded spelling, and none that only goes on where another ends. */
function distinct(list: readonly string[]): string[] {
  const kept: string[] = [];
  for (const word of list) {
    const folded = simpleFold(word);
    const like = (other: string) => simpleFold(other).startsWith(folded) || folded.startsWith(simpleFold(other));
    if (!kept.some(like)) kept.push(word);
  }
  return kept;
}

function listed(...some: readonly (string | undefined)[]): string[] {
  return some.filter((word) => word !== undefined);
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
