import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Made-up articles, the same ones at every run: words as often as in natural language, texts of 3 to 8 KB. */
export interface SampleArticle {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly date: Date;
  readonly body: string;
}

const WORDS = 12_000;
const TAGS = 160;
const FIRST_DAY = Date.UTC(1990, 0, 1);
const DAY_MS = 86_400_000;

/** Random numbers from 0 up to 1 that a seed determines (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const vocabulary = createVocabulary();

/** Gives words as Zipf's law has it: the n-th word of the list about n times more seldom than the first. */
export function createWordSource(seed: number): () => string {
  const random = createRandom(seed);
  return () => vocabulary[Math.floor(WORDS ** random()) - 1] ?? 'word';
}

/** One article; the number is its seed. */
export function sampleArticle(number: number): SampleArticle {
  const random = createRandom(number);
  const word = createWordSource(number);
  const pick = (most: number) => Math.floor(random() * most);
  const title = capital(sentence(word, 4 + pick(5)));
  const tags = Array.from({ length: 2 + pick(4) }, () => `tag ${Math.floor(TAGS ** random())}`);
  const description = `${capital(sentence(word, 14))}.`;
  const length = 3_000 + pick(5_000);
  const blocks: string[] = [];
  for (let size = 0; size < length; size += blocks.at(-1)?.length ?? 0) blocks.push(block(word, pick));
  return {
    name: `article-${String(number).padStart(5, '0')}`,
    title,
    description,
    tags: [...new Set(tags)],
    date: new Date(FIRST_DAY + number * DAY_MS),
    body: blocks.join('\n\n'),
  };
}

/** Writes the articles numbered from 1 to `count` into a folder, which it makes. */
export async function writeSampleArticles(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let number = 1; number <= count; number++) {
    const article = sampleArticle(number);
    await writeFile(join(folder, `${article.name}.md`), fileText(article));
  }
}

function fileText({ title, date, tags, description, body }: SampleArticle): string {
  const front = [
    `title: "${title}"`,
    `date: ${date.toISOString().slice(0, 10)}`,
    `tags: [${tags.join(', ')}]`,
    `description: "${description}"`,
  ];
  return `---\n${front.join('\n')}\n---\n\n${body}\n`;
}

function block(word: () => string, pick: (most: number) => number): string {
  const lines = (count: number, line: () => string) => Array.from({ length: count }, line).join('\n');
  switch (pick(9)) {
    case 0:
      return `## ${capital(sentence(word, 4))}`;
    case 1:
      return lines(3 + pick(4), () => `- ${sentence(word, 8)} \`${word()}\``);
    case 2:
      return `\`\`\`ts\n${lines(4 + pick(8), () => `const ${word()} = ${word()}.${word()}(${word()});`)}\n\`\`\``;
    case 3:
      return `> ${capital(sentence(word, 20))}.`;
    case 4:
      return `| ${word()} | ${word()} |\n| --- | --- |\n${lines(4, () => `| ${sentence(word, 3)} | ${word()} |`)}`;
    default:
      return lines(2 + pick(3), () => {
        const link = pick(4) === 0 ? ` [${sentence(word, 2)}](https://example.org/${word()})` : '';
        return `${capital(sentence(word, 12))} **${word()}**, ${sentence(word, 6)}${link}.`;
      });
  }
}

function createVocabulary(): string[] {
  const random = createRandom(0);
  const syllables = 'ka lo mi ren tu vas per dol shi on ta be gri fu sel ma nor ti qua lin'.split(' ');
  const words = new Set<string>();
  while (words.size < WORDS) {
    const count = 1 + Math.floor(random() * 4);
    words.add(Array.from({ length: count }, () => syllables[Math.floor(random() * syllables.length)]).join(''));
  }
  return [...words];
}

function sentence(word: () => string, words: number): string {
  return Array.from({ length: words }, word).join(' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
