import type { Article } from '../catalog/article.ts';
import type { Steps } from '../markdown/steps.ts';
import { findArticles } from './find-articles.ts';
import { otherLayout } from './query/keyboard.ts';
import type { Snapshot } from './terms/snapshot.ts';

const SEARCHES = 600;
// In a huge catalogue each takes long, and the first hundred do most of the good.
const LONGEST_MS = 2_000;
const TERMS_IN_STEP = 200;
const FIRST_WORDS = 3;

type Question = (article: Pick<Article, 'title' | 'description'>) => string;

// What people write: the index goes another way for each.
const QUESTIONS: readonly Question[] = [
  ({ title }) => title,
  ({ description }) => firstWords(description),
  ({ title }) => firstWords(title).slice(0, -2),
  ({ title }) => title.replace(/(\p{L}{3})(\p{L})(\p{L})/u, '$1$3$2'),
  ({ title }) => firstWords(title).replace(' ', ''),
  ({ title }) => firstWords(title).replaceAll(/\p{L}/gu, (letter) => otherLayout(letter) ?? letter),
  ({ title }) => `"${title}"`,
];

/**
 * Makes searches that nobody asked for, in steps: until code is compiled, and as long as no word has its stems, a search
 * takes ten times as long as later. Asks for articles from one end of the catalogue to the other.
 */
export function* warmingSearches(snapshot: Snapshot): Steps<void> {
  const { dictionary, entries, terms } = snapshot;
  for (let id = 1; id < terms; id++) {
    dictionary.stems.prepare(id);
    if (id % TERMS_IN_STEP === 0) yield;
  }
  const endsAt = performance.now() + LONGEST_MS;
  const searches = Math.min(SEARCHES, entries.length * QUESTIONS.length);
  for (let at = 0; at < searches && performance.now() < endsAt; at++) {
    const { article } = entries[Math.floor((at * entries.length) / searches)] as Snapshot['entries'][number];
    const question = QUESTIONS[at % QUESTIONS.length] as Question;
    findArticles(snapshot, question(article), { limit: 10, offset: 0 });
    yield;
  }
}

function firstWords(text: string): string {
  return text.split(/\s+/, FIRST_WORDS).join(' ');
}
