import type { InlineQuestion } from '../chat-protocol.ts';
import type { OfferedResults } from './inline.ts';

/** How long the bot lets Telegram keep an answer, and for whom. */
export interface InlineKeeping {
  readonly seconds: number;
  /** For the person who asked alone; else for everybody who types the same. */
  readonly personal: boolean;
}

/** Answers to inline queries that are given again without asking the bot. */
export interface InlineCache {
  find(personId: number, question: InlineQuestion): OfferedResults | undefined;
  keep(personId: number, question: InlineQuestion, offered: OfferedResults, keeping: InlineKeeping): void;
}

// Older ones make room; the bot is asked again then, as it may be at Telegram too.
const KEPT_ANSWERS = 500;

/** An empty cache. It keeps every answer as long as the bot allows; Telegram may drop one earlier. */
export function createInlineCache(now: () => Date): InlineCache {
  const kept = new Map<string, { readonly offered: OfferedResults; readonly until: number }>();
  const keyOf = (personId: number | 'all', { query, offset }: InlineQuestion) => {
    return JSON.stringify([personId, query, offset]);
  };
  return {
    find(personId, question) {
      for (const key of [keyOf(personId, question), keyOf('all', question)]) {
        const found = kept.get(key);
        if (found !== undefined && found.until > now().getTime()) return found.offered;
        kept.delete(key);
      }
      return undefined;
    },
    keep(personId, question, offered, { seconds, personal }) {
      if (seconds <= 0) return;
      const key = keyOf(personal ? personId : 'all', question);
      kept.delete(key);
      kept.set(key, { offered, until: now().getTime() + seconds * 1_000 });
      const [oldest] = kept.keys();
      if (kept.size > KEPT_ANSWERS && oldest !== undefined) kept.delete(oldest);
    },
  };
}
