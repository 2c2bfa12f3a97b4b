import type { SearchIndex } from '../search/search-index.ts';
import { LONGEST_QUESTION, readQuestion } from './search-question.ts';

export interface ServeSearchOptions {
  readonly index: Pick<SearchIndex, 'search'>;
  readonly slugOf: (article: string) => string;
  /** `null` stands for a line that was too long. */
  readonly lines: AsyncIterable<string | null>;
  /** Resolves when the text is taken; nothing more is answered before that. */
  readonly write: (text: string) => Promise<void>;
  /** Hears of a search that failed; the questions after it are answered all the same. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Answers questions, one JSON object a line, each with a line of its own, in their order, until the input ends. Lines
 * without a sign have no answer; an answer that tells of an error has no slugs.
 */
export async function serveSearch({ index, slugOf, lines, write, onFailure }: ServeSearchOptions): Promise<void> {
  const answer = (id: string, slugs: readonly string[], error?: string) =>
    write(
      `{"id":${id},${error === undefined ? '' : `"error":${JSON.stringify(error)},`}"slugs":${JSON.stringify(slugs)}}\n`,
    );
  for await (const line of lines) {
    if (line?.trim() === '') continue;
    const question = line === null ? TOO_LONG : readQuestion(line);
    if ('error' in question) {
      await answer(question.id, [], question.error);
      continue;
    }
    const { id, words, most } = question;
    let slugs: readonly string[];
    try {
      slugs = index.search(words, { limit: most, offset: 0 }).hits.map((hit) => slugOf(hit.id));
    } catch (error) {
      onFailure(error);
      await answer(id, [], 'the search failed');
      continue;
    }
    await answer(id, slugs);
  }
}

const TOO_LONG = {
  id: 'null',
  error: `a line holds at most ${LONGEST_QUESTION} characters`,
} as const;
