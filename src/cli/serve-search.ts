import type { SearchIndex } from '../search/search-index.ts';

export interface ServeSearchOptions {
  readonly index: Pick<SearchIndex, 'search'>;
  readonly slugOf: (article: string) => string;
  readonly input: AsyncIterable<Buffer | string>;
  /** Resolves when the text is taken; nothing more is read before that. */
  readonly write: (text: string) => Promise<void>;
}

const HITS = 10;
const MOST_HITS = 1_000;
// Longer than any question; what never ends a line must not fill the memory.
const LONGEST_LINE = 1_000_000;

/** Answers questions, one JSON object a line, each with a line of its own, in their order, until the input ends. */
export async function serveSearch({ index, slugOf, input, write }: ServeSearchOptions): Promise<void> {
  for await (const line of linesOf(input)) {
    if (line.trim() !== '') await write(`${JSON.stringify(answer(line, index, slugOf))}\n`);
  }
}

function answer(line: string, index: ServeSearchOptions['index'], slugOf: (article: string) => string) {
  const asked = readQuestion(line);
  if ('error' in asked) return asked;
  const { hits } = index.search(asked.words, { limit: asked.most, offset: 0 });
  return { id: asked.id, slugs: hits.map(({ id }) => slugOf(id)) };
}

type Question = { readonly id: unknown; readonly words: string; readonly most: number };

function readQuestion(line: string): Question | { readonly id: unknown; readonly error: string } {
  if (line.length > LONGEST_LINE) return { id: null, error: `a line holds at most ${LONGEST_LINE} characters` };
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch {
    // Whoever asks can see which line it was: answers come in the order of the questions.
    return { id: null, error: 'this line is no JSON' };
  }
  if (typeof question !== 'object' || question === null || Array.isArray(question)) {
    return { id: null, error: 'a question is an object such as {"id":1,"q":"words","k":10}' };
  }
  const { id = null, q, k = HITS } = question as { id?: unknown; q?: unknown; k?: unknown };
  if (typeof q !== 'string') return { id, error: '"q" is the text to search for' };
  if (typeof k !== 'number' || !Number.isInteger(k) || k < 1) return { id, error: '"k" is a whole number from 1' };
  return { id, words: q, most: Math.min(k, MOST_HITS) };
}

async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  let open = '';
  for await (const chunk of input) {
    const lines = (open + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))).split('\n');
    open = lines.pop() ?? '';
    yield* lines;
    // Its end is read and forgotten with it; what is kept is enough to be told too long.
    if (open.length > LONGEST_LINE) open = open.slice(0, LONGEST_LINE + 1);
  }
  open += decoder.decode();
  if (open !== '') yield open;
}
