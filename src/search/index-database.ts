import Database from 'better-sqlite3';
import type { ArticleId } from '../catalog/article.ts';
import { indexText } from './normalise.ts';

/** What of an article can be searched, as plain text. */
export interface SearchableArticle {
  readonly id: ArticleId;
  readonly title: string;
  readonly tags: readonly string[];
  readonly description: string;
  readonly body: string;
  /** What `indexText` makes of the body, when that was done beforehand. */
  readonly bodyTerms?: string;
  readonly date: Date | undefined;
}

export interface FoundRow {
  readonly article: ArticleId;
  readonly description: string;
  readonly body: string;
  readonly score: number;
}

export type IndexDatabase = ReturnType<typeof openIndexDatabase>;

// `terms` is contentless: its text is made of terms, of no use to a reader; `texts` keeps what snippets show.
// Only a row of `articles` makes an entry visible; those of `staged` wait to be moved there, all at once.
const SCHEMA = `
  create virtual table terms using fts5(
    title, tags, description, body,
    content = '', contentless_delete = 1, prefix = '2 3', tokenize = "ascii tokenchars '.+#'"
  );
  create virtual table vocabulary using fts5vocab(terms, row);
  create table texts (row integer primary key, description text not null, body text not null);
  create table articles (row integer primary key, id text not null, published real not null);
  create table staged (row integer primary key, id text not null, published real not null);
`;
// FTS5 merges its pieces by itself inside an insert, which then takes ten times as long as others. Left to itself it
// would stall the process; asked for a few pages at a time it does the same work in small steps.
const MERGE_BY_HAND = `
  insert into terms (terms, rank) values ('automerge', 0);
  insert into terms (terms, rank) values ('crisismerge', 1999);
  insert into terms (terms, rank) values ('usermerge', 16);
`;
const MERGE_PAGES = 16;
const SCORE = 'bm25(terms, 10.0, 6.0, 4.0, 1.0)'; // title, tags, description, body

/** Opens an empty index in memory. It is derived data: never on disk, built anew by every process. */
export function openIndexDatabase() {
  const database = new Database(':memory:');
  database.exec(SCHEMA);
  database.exec(MERGE_BY_HAND);
  const insertTerms = database.prepare(
    'insert into terms (rowid, title, tags, description, body) values (?, ?, ?, ?, ?)',
  );
  const insertTexts = database.prepare('insert into texts (row, description, body) values (?, ?, ?)');
  const deleteTerms = database.prepare('delete from terms where rowid = ?');
  const deleteTexts = database.prepare('delete from texts where row = ?');
  const merge = database.prepare("insert into terms (terms, rank) values ('merge', ?)");
  const changes = database.prepare<[], number>('select total_changes()').pluck();
  const stage = database.prepare('insert into staged (row, id, published) values (?, ?, ?)');
  const unstage = database.prepare('delete from staged where row = ?');
  const hide = database.prepare('delete from articles where row in (select value from json_each(?))');
  const count = database
    .prepare<[string], number>('select count(*) from terms join articles on row = terms.rowid where terms match ?')
    .pluck();
  const page = database.prepare<[string, number, number], FoundRow>(`
    select found.id as article, description, body, -score as score from (
      select row, id, published, ${SCORE} as score from terms join articles on row = terms.rowid
      where terms match ? order by score, published desc, id limit ? offset ?
    ) as found join texts using (row) order by score desc, published desc, id
  `);
  const similar = database.prepare<[string, string, number, number], { term: string; articles: number }>(`
    select term, doc as articles from vocabulary
    where term >= ? and term < ? and length(term) between ? and ?
  `);
  const text = database
    .prepare<[string], string>(
      "select description || ' ' || body from articles join texts using (row) where articles.id = ?",
    )
    .pluck();
  const spread = database.prepare<[string], number>('select doc from vocabulary where term = ?').pluck();
  const total = database.prepare<[], number>('select count(*) from articles').pluck();
  let lastRow = 0;

  return {
    /** Runs `work` as one transaction. */
    together: (work: () => void) => database.transaction(work)(),
    /** Writes an article's entry and gives its row. It is not found until it is revealed. */
    add({ id, title, tags, description, body, bodyTerms, date }: SearchableArticle): number {
      const row = ++lastRow;
      insertTerms.run(
        row,
        indexText(title),
        indexText(tags.join('; ')),
        indexText(description),
        bodyTerms ?? indexText(body),
      );
      insertTexts.run(row, description, body);
      stage.run(row, id, date?.getTime() ?? Number.NEGATIVE_INFINITY);
      return row;
    },
    /** Makes what was added visible and these rows invisible, in one step that is short for any number of them. */
    reveal(hiddenRows: readonly number[]): void {
      database.transaction(() => {
        hide.run(JSON.stringify(hiddenRows));
        database.exec('insert into articles select row, id, published from staged; delete from staged');
      })();
    },
    /** Deletes an entry that is not visible. */
    remove(row: number): void {
      deleteTerms.run(row);
      deleteTexts.run(row);
      unstage.run(row);
    },
    /** Tidies a small part of the index; `false` when nothing is left to tidy. */
    mergeSome(): boolean {
      const before = changes.get() ?? 0;
      merge.run(MERGE_PAGES);
      // From the documentation of FTS5's merge command: a change by one or none means it did nothing.
      return (changes.get() ?? 0) - before >= 2;
    },
    /** How many visible articles an FTS5 expression matches. */
    count: (expression: string): number => count.get(expression) ?? 0,
    /** The best matches, newest first among equals. Scores are greater for better ones. */
    page: (expression: string, limit: number, offset: number): FoundRow[] => page.all(expression, limit, offset),
    /** Terms of the index that begin with a letter and are of about that length (in characters). */
    termsLike: (first: string, minLength: number, maxLength: number) =>
      similar.all(first, `${first}\u{10ffff}`, minLength, maxLength),
    /** Description and body of a visible article. */
    textOf: (article: string): string | undefined => text.get(article),
    /** How many entries hold a term. */
    spreadOf: (term: string): number => spread.get(term) ?? 0,
    /** How many articles are visible. */
    size: (): number => total.get() ?? 0,
    close: () => database.close(),
    get open() {
      return database.open;
    },
  };
}
