import type { Article, ArticleId } from '../src/catalog/article.ts';
import { tagId, tagKey } from '../src/catalog/tag-key.ts';
import { createRandom } from './sample-articles.ts';
import { plainWords, simpleFold } from './search-documents.ts';
import { pick } from './search-misspell.ts';

type Random = () => number;

const WORDS = 12_000;
const TAGS = 160;
const TOPIC_WORDS = 8;
const SIMILAR_TITLES = 0.3;
const CODE_TITLES = 0.1;
const FIRST_DAY = Date.UTC(1995, 0, 1);
const DAY_MS = 86_400_000;

/**
 * Made-up articles, the same at every run, of the words of given texts: as often as in natural language, each text with
 * words of its own that come back, and three titles in ten made from an earlier one, so that the order of hits matters.
 */
export function sampleForSearch(texts: readonly string[], count: number): Article[] {
  const random = createRandom(count);
  const words = wordList(texts, random);
  // The n-th word about n times more seldom than the first.
  const word = (from = 1) => words[Math.floor(from * (WORDS / from) ** random()) - 1] ?? 'word';
  const titles: string[][] = [];
  return Array.from({ length: count }, (_, number) => {
    const title = titleLike(titles, () => word(40), random);
    titles.push(title);
    const topic = [...title, ...Array.from({ length: TOPIC_WORDS }, () => word(200)), camelCase(word(400), word(400))];
    const sentence = (length: number) =>
      capital(Array.from({ length }, () => (random() < 0.2 ? pick(topic, random) : word())).join(' '));
    const paragraphs = Array.from({ length: 4 + Math.floor(random() * 8) }, (_none, at) =>
      at % 4 === 3 ? `## ${sentence(3)}` : `${sentence(12)}, ${word()} ${word()}. ${sentence(9)}.`,
    );
    const tags = new Set(Array.from({ length: 2 + Math.floor(random() * 3) }, () => words[tagRank(random)] ?? 'tag'));
    return article(number, capital(title.join(' ')), `${sentence(12)}.`, [...tags], paragraphs.join('\n\n'));
  });
}

function titleLike(earlier: readonly string[][], word: () => string, random: Random): string[] {
  if (earlier.length > 10 && random() < SIMILAR_TITLES) {
    const like = pick(earlier, random);
    return like.with(Math.floor(random() * like.length), word());
  }
  const title = Array.from({ length: 3 + Math.floor(random() * 4) }, word);
  return random() < CODE_TITLES ? [...title, camelCase(word(), word())] : title;
}

/** Distinct words, the commonest first; then made-up ones of their beginnings and ends. */
function wordList(texts: readonly string[], random: Random): string[] {
  const counts = new Map<string, number>();
  for (const word of texts.flatMap(plainWords).map(simpleFold)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const known = [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
  const words = new Set(known.slice(0, WORDS));
  const long = known.filter((word) => /^[a-z]{6,}$/.test(word));
  while (words.size < WORDS) words.add(pick(long, random).slice(0, 4) + pick(long, random).slice(-4));
  return [...words];
}

function tagRank(random: Random): number {
  return 300 + Math.floor(TAGS ** random());
}

function article(number: number, title: string, description: string, tags: readonly string[], body: string): Article {
  const name = `article-${String(number).padStart(5, '0')}`;
  return {
    ...{ id: name as ArticleId, key: name, slug: name, contentHash: name, file: `${name}.md`, path: `/${name}.md` },
    ...{ title, description, body, announce: true, readingMinutes: 1, mdx: false },
    date: new Date(FIRST_DAY + number * DAY_MS),
    tags: tags.map((tag) => ({ key: tagKey(tag), id: tagId(tagKey(tag)), name: tag, count: 1 })),
  };
}

function camelCase(one: string, two: string): string {
  return one + capital(two);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
