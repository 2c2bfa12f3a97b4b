import { isUnspaced, plainWords, type SearchDocument, simpleFold } from './search-documents.ts';

type Random = () => number;

/** What the rules of queries ask of all documents together. Words come as written; they are compared folded. */
export interface Vocabulary {
  /** Distinct words of the title, rare ones more likely; fewer when it has fewer. */
  titleWords(document: SearchDocument, count: number, random: Random): string[];
  /** Distinct words of the body, those that stand for it more likely. */
  bodyWords(document: SearchDocument, count: number, random: Random): string[];
  /** Distinct words near each other in the body, rare ones more likely. */
  passageWords(document: SearchDocument, count: number, random: Random): string[];
  heavyWords(text: string, count: number, random: Random): string[];
  /** Tokens that at most this many documents hold. */
  rareTokens(document: SearchDocument, tokens: readonly string[], most: number): string[];
  /** Documents with this literal text in the title, or anywhere. */
  holders(token: string, where: 'title' | 'anywhere'): string[];
  tagged(tag: string): readonly string[];
  /** Documents of the same title, the document itself included. */
  twins(document: SearchDocument): readonly string[];
  /** Documents whose titles have every word. */
  titlesWith(words: readonly string[]): string[];
  /** How many documents have every word anywhere, their tags left aside. */
  documentsWith(words: readonly string[]): number;
  /** A word as two words that other titles and texts have, when it can be divided so. */
  partsOf(word: string): string | undefined;
}

const PASSAGE_WORDS = 12;
const NOWHERE: ReadonlySet<string> = new Set();
const COMMON_SHARE = 0.1;

export function createVocabulary(documents: readonly SearchDocument[]): Vocabulary {
  const inTexts = new Map<string, number[]>();
  const inTitles = new Map<string, Set<string>>();
  const byTag = new Map<string, string[]>();
  const byTitle = new Map<string, string[]>();
  for (const [at, { id, title, tags, description, body }] of documents.entries()) {
    for (const word of new Set(simpleWords(`${title} ${description} ${body}`))) push(inTexts, word, at);
    for (const word of new Set(simpleWords(title))) inTitles.set(word, (inTitles.get(word) ?? new Set()).add(id));
    for (const tag of tags) push(byTag, tag, id);
    push(byTitle, simpleFold(title), id);
  }
  const common = Math.max(8, documents.length * COMMON_SHARE);
  const frequencyOf = (word: string) => inTexts.get(simpleFold(word))?.length ?? 1;
  const weight = (word: string) => Math.log(1 + documents.length / frequencyOf(word));
  const isTelling = (word: string) =>
    [...word].length >= 3 && frequencyOf(word) <= common && !/^\d+$/.test(word) && !isUnspaced(word);

  function choose(words: readonly string[], howMany: number, random: Random, weigh = weight): string[] {
    const left = new Map(words.filter(isTelling).map((word) => [simpleFold(word), word]));
    const chosen: string[] = [];
    while (chosen.length < howMany && left.size > 0) {
      const word = weighedPick([...left.values()], weigh, random);
      left.delete(simpleFold(word));
      chosen.push(word);
    }
    return chosen;
  }

  function holders(token: string, where: 'title' | 'anywhere'): string[] {
    const holds = ({ title, description, body }: SearchDocument) =>
      title.includes(token) || (where === 'anywhere' && (body.includes(token) || description.includes(token)));
    return documents.filter(holds).map(({ id }) => id);
  }

  return {
    titleWords: ({ title }, howMany, random) => choose(plainWords(title), howMany, random),
    bodyWords({ body }, howMany, random) {
      const times = new Map<string, number>();
      const words = plainWords(body);
      for (const word of words) count(times, simpleFold(word));
      const weigh = (word: string) => ((times.get(simpleFold(word)) ?? 1) * weight(word)) ** 2;
      return choose(words, howMany, random, weigh);
    },
    passageWords({ body }, howMany, random) {
      const words = plainWords(body);
      const start = Math.floor(random() * Math.max(1, words.length - PASSAGE_WORDS));
      return choose(words.slice(start, start + PASSAGE_WORDS), howMany, random, (word) => weight(word) ** 2);
    },
    heavyWords: (text, howMany, random) => choose(plainWords(text), howMany, random),
    rareTokens(_document, tokens, most) {
      const isRare = (token: string) => plainWords(token).some((word) => frequencyOf(word) <= most);
      return [...new Set(tokens)].filter(isRare).slice(0, 5);
    },
    holders,
    tagged: (tag) => byTag.get(tag) ?? [],
    twins: ({ title }) => byTitle.get(simpleFold(title)) ?? [],
    titlesWith(words) {
      const [first = NOWHERE, ...others] = words.map((word) => inTitles.get(simpleFold(word)) ?? NOWHERE);
      return [...first].filter((id) => others.every((ids) => ids.has(id)));
    },
    documentsWith(words) {
      const lists = words.map((word) => inTexts.get(simpleFold(word)) ?? []).sort((a, b) => a.length - b.length);
      const [first = [], ...others] = lists;
      const sets = others.map((list) => new Set(list));
      return first.filter((at) => sets.every((set) => set.has(at))).length;
    },
    partsOf(word) {
      if (!/^\p{L}{7,}$/u.test(word)) return undefined;
      for (let at = 3; at <= word.length - 3; at++) {
        const parts = [word.slice(0, at), word.slice(at)];
        if (parts.every((part) => (inTexts.get(simpleFold(part))?.length ?? 0) >= 2)) return parts.join(' ');
      }
      return undefined;
    },
  };
}

function weighedPick(words: readonly string[], weigh: (word: string) => number, random: Random): string {
  const weights = words.map(weigh);
  let at = random() * weights.reduce((sum, value) => sum + value, 0);
  const index = weights.findIndex((value) => {
    at -= value;
    return at <= 0;
  });
  return words[Math.max(0, index)] ?? '';
}

function simpleWords(text: string): string[] {
  return plainWords(text).map(simpleFold);
}

function push<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
