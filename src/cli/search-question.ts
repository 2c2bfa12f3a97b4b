export interface Question {
  /** JSON, as it was written. */
  readonly id: string;
  readonly words: string;
  readonly most: number;
}

/** A line that is no question; `id` is JSON, `null` where none could be read. */
export interface QuestionError {
  readonly id: string;
  readonly error: string;
}

/** In characters of a line; far longer than what is searched for. */
export const LONGEST_QUESTION = 1_000_000;

const HITS = 10;
const MOST_HITS = 1_000;
const NO_OBJECT = 'a question is an object such as {"id":1,"q":"words","k":10}';

/** Reads a question such as `{"id":1,"q":"words","k":10}`; `k` may be left out, and no more than 1,000 are given. */
export function readQuestion(line: string): Question | QuestionError {
  let question: unknown;
  let id = 'null';
  try {
    question = parseExactly(line);
    if (typeof question !== 'object' || question === null || Array.isArray(question)) return { id, error: NO_OBJECT };
    id = JSON.stringify('id' in question ? question.id : null);
  } catch {
    // No JSON, or nested too deeply. Whoever asks can see which line it was: answers come in the order of the questions.
    return { id, error: 'this line cannot be read as JSON' };
  }
  const { q, k } = question as { q?: unknown; k?: unknown };
  if (typeof q !== 'string') return { id, error: '"q" is the text to search for' };
  const most = k ?? HITS;
  if (typeof most !== 'number' || most < 0) return { id, error: '"k" is a whole number' };
  return { id, words: q, most: Math.min(most, MOST_HITS) };
}

/** JSON whose fractions and numbers beyond 2^53 are kept as written, to be given back unrounded. */
function parseExactly(text: string): unknown {
  return JSON.parse(text, keepNumber);
}

function keepNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || context?.source === undefined) return value;
  return rawJson(context.source);
}

// TypeScript does not know these parts of JSON yet (tc39.es/proposal-json-parse-with-source).
const { rawJSON: rawJson } = JSON as unknown as {
  rawJSON(source: string): unknown;
};
