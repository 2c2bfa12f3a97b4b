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
// Only a row of `articles` makes an entry visible, so entries are written and removed unseen.
const SCHEMA = `
  create virtual table terms using fts5(
    title, tags, description, body,
    content = '', contentless_delete = 1, prefix = '2 3', tokenize = "ascii tokenchars '.+#'"
  );
  create virtual table vocabulary using fts5vocab(terms, row);
  create table texts (row integer primary key, description text not null, body text not null);
  create table articles (row integer primary key, id text not null unique, published real not null);
`;
const SCORE = 'bm25(terms, 10.0, 6.0, 4.0, 1.0)'; // title, tags, description, body

/** Opens an empty index in memory. It is derived data: never on disk, built anew by every process. */
export function openIndexDatabase() {
  const database = new Database(':memory:');
  database.exec(SCHEMA);
  const insertTerms = database.prepare(
    'insert into terms (rowid, title, tags, description, body) values (?, ?, ?, ?, ?)',
  );
  const insertTexts = database.prepare('insert into texts (row, description, body) values (?, ?, ?)');
  const deleteTerms = database.prepare('delete from terms where rowid = ?');
  const deleteTexts = database.prepare('delete from texts where row = ?');
  const show = database.prepare('insert into articles (row, id, published) values (?, ?, ?)');
  const hide = database.prepare('delete from articles where row = ?');
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
  let lastRow = 0;

  return {
    /** Runs `work` as one transaction. */
    together: (work: () => void) => database.transaction(work)(),
    /** Writes an article's texts and gives its row. It is not found until it is shown. */
    add({ title, tags, description, body }: SearchableArticle): number {
      const row = ++lastRow;
      insertTerms.run(row, indexText(title), indexText(tags.join('; ')), indexText(description), indexText(body));
      insertTexts.run(row, description, body);
      return row;
    },
    show: (row: number, id: ArticleId, date: Date | undefined) =>
      show.run(row, id, date?.getTime() ?? Number.NEGATIVE_INFINITY),
    hide: (row: number) => hide.run(row),
    remove(row: number): void {
      deleteTerms.run(row);
      deleteTexts.run(row);
    },
    /** How many visible articles an FTS5 expression matches. */
    count: (expression: string): number => count.get(expression) ?? 0,
    /** The best matches, newest first among equals. Scores are greater for better ones. */
    page: (expression: string, limit: number, offset: number): FoundRow[] => page.all(expression, limit, offset),
    /** Terms of the index that begin with a letter and are of about that length (in characters). */
    termsLike: (first: string, minLength: number, maxLength: number) =>
      similar.all(first, `${first}\u{10ffff}`, minLength, maxLength),
    close: () => database.close(),
    get open() {
      return database.open;
    },
  };
}
