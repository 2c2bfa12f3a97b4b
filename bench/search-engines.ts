import { setImmediate } from 'node:timers/promises';
import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import Database from 'better-sqlite3';
import { Charset, Document, Encoder } from 'flexsearch';
import MiniSearch from 'minisearch';
import { createSearchIndex } from '../src/search/search-index.ts';
import { plainWords, type SearchDocument, simpleFold } from './search-documents.ts';

/** What the bench asks of a search library: to take all documents in, and to give ids of the best ones, best first. */
export interface SearchEngine {
  build(documents: readonly SearchDocument[]): Promise<void>;
  /** What an engine does by itself after that, so that the first searches take no longer than others. */
  warmUp?(): Promise<void>;
  search(query: string, limit: number): readonly string[] | Promise<readonly string[]>;
  /** Megabytes held outside JavaScript. */
  outsideMb?(): number;
}

const BOOSTS = { title: 6, tags: 4.5, description: 2, body: 1 };
const FIELDS = ['title', 'tags', 'description', 'body'] as const;
const SLICE_DOCUMENTS = 20;
// FlexSearch's, found by trying.
const ALL_WORDS_WEIGHT = 10;
const RANK_OFFSET = 3;

/** Ours, then others in the best configuration that their documentation leads to for short queries. */
export const SEARCH_ENGINES = {
  ours: createOurs,
  minisearch: createMiniSearch,
  orama: createOrama,
  flexsearch: createFlexSearch,
  fts5: createFts5,
} satisfies Record<string, () => SearchEngine>;

export type EngineName = keyof typeof SEARCH_ENGINES;

function createOurs(): SearchEngine {
  const index = createSearchIndex();
  return {
    build: (documents) => index.update({ articles: documents.map(({ article }) => article) }),
    warmUp: () => index.warmUp(),
    search: (query, limit) => index.search(query, { limit, offset: 0 }).hits.map(({ id }) => id),
  };
}

/** All words, else any; the last one may be half typed, and longer ones misspelt. */
function createMiniSearch(): SearchEngine {
  const index = new MiniSearch<Record<string, string>>({
    fields: [...FIELDS],
    processTerm: (term) => simpleFold(term),
    searchOptions: {
      boost: BOOSTS,
      prefix: (_term, at, terms) => at === terms.length - 1,
      fuzzy: (term) => (term.length >= 5 ? 0.2 : false),
      maxFuzzy: 2,
    },
  });
  return {
    build: (documents) => index.addAllAsync(documents.map(flat), { chunkSize: SLICE_DOCUMENTS }),
    search(query, limit) {
      const all = index.search(query, { combineWith: 'AND' });
      return (all.length > 0 ? all : index.search(query)).slice(0, limit).map(({ id }) => id as string);
    },
  };
}

/**
 * Any words, and with a slip in each when no field of any document has all as typed. Its own "all words" (threshold 0)
 * loses documents where a word begins two others, and finds less than this.
 */
function createOrama(): SearchEngine {
  // Its own tokenizer knows one language at a time and drops the letters of the others.
  const tokenizer = {
    language: 'english',
    normalizationCache: new Map<string, string>(),
    tokenize: (text: string) => [...new Set(plainWords(text).map(simpleFold))],
  };
  const schema = { id: 'string', title: 'string', tags: 'string', description: 'string', body: 'string' } as const;
  const index = create({ schema, components: { tokenizer } });
  const ask = async (term: string, limit: number, how: { threshold: number; tolerance?: number }) => {
    const found = await searchOrama(index, { term, limit, properties: [...FIELDS], boost: BOOSTS, ...how });
    return found.hits.map(({ id }) => id);
  };
  return {
    async build(documents) {
      // Its own pause between batches holds up the event loop.
      for (let at = 0; at < documents.length; at += SLICE_DOCUMENTS) {
        await insertMultiple(index, documents.slice(at, at + SLICE_DOCUMENTS).map(flat), SLICE_DOCUMENTS);
        await setImmediate();
      }
    },
    async search(query, limit) {
      const all = await ask(query, 1, { threshold: 0 });
      return ask(query, limit, { threshold: 1, tolerance: all.length > 0 ? 0 : 1 });
    },
  };
}

/**
 * Beginnings of words, in the body whole ones, which saves much memory and finds as much. It has no score, so the orders
 * of its fields are joined by their weights, those for all words before those for any.
 */
function createFlexSearch(): SearchEngine {
  const encoder = new Encoder(Charset.Normalize);
  const tokenizeOf = (name: string) => (name === 'body' ? ('strict' as const) : ('forward' as const));
  const index = new Document({
    document: { id: 'id', index: FIELDS.map((field) => ({ field, tokenize: tokenizeOf(field), encoder })) },
  });
  return {
    async build(documents) {
      for (const [at, document] of documents.entries()) {
        index.add(flat(document));
        if (at % SLICE_DOCUMENTS === 0) await setImmediate();
      }
    },
    search(query, limit) {
      const scores = new Map<string, number>();
      for (const suggest of [false, true]) {
        for (const { field, result } of index.search(query, { limit: 5 * limit, suggest })) {
          const weight = BOOSTS[field as keyof typeof BOOSTS] * (suggest ? 1 : ALL_WORDS_WEIGHT);
          for (const [at, id] of result.entries()) {
            scores.set(String(id), (scores.get(String(id)) ?? 0) + weight / (at + RANK_OFFSET));
          }
        }
      }
      return [...scores]
        .sort(([, a], [, b]) => b - a)
        .slice(0, limit)
        .map(([id]) => id);
    },
  };
}

/** SQLite's own search: Porter's stems, accents folded; all words, else any; the last one may be half typed. */
function createFts5(): SearchEngine {
  const database = new Database(':memory:');
  database.exec(
    "CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, tags, description, body, tokenize = 'porter unicode61 remove_diacritics 2')",
  );
  const insert = database.prepare('INSERT INTO texts VALUES (:id, :title, :tags, :description, :body)');
  const select = database
    .prepare('SELECT id FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 0, 6, 4.5, 2, 1) LIMIT ?')
    .pluck();
  const insertAll = database.transaction((some: readonly SearchDocument[]) => {
    for (const document of some) insert.run(flat(document));
  });
  return {
    async build(documents) {
      for (let at = 0; at < documents.length; at += SLICE_DOCUMENTS) {
        insertAll(documents.slice(at, at + SLICE_DOCUMENTS));
        await setImmediate();
      }
    },
    outsideMb: () => database.serialize().byteLength / 1e6,
    search(query, limit) {
      const words = plainWords(query).map((word) => `"${word}"`);
      if (words.length === 0) return [];
      const all = select.all(`${words.join(' ')} *`, limit) as string[];
      return all.length > 0 ? all : (select.all(`${words.join(' OR ')} *`, limit) as string[]);
    },
  };
}

function flat({ id, title, tags, description, body }: SearchDocument) {
  return { id: id as string, title, tags: tags.join(' '), description, body };
}
