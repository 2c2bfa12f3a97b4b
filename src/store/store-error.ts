/** The database cannot be used as it is. The message names the file, what is wrong, and what to do about it. */
export class StoreError extends Error {
  readonly path: string;
  readonly remedy: string;

  constructor(path: string, problem: string, remedy: string, cause?: unknown) {
    super(`The database ${path} ${problem}. ${remedy}`, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.path = path;
    this.remedy = remedy;
  }
}

// By SQLite's primary result code (sqlite.org/rescode.html); extended codes such as SQLITE_CANTOPEN_ISDIR begin with it.
const EXPLANATIONS: readonly (readonly [code: string, problem: string, remedy: string])[] = [
  ['SQLITE_NOTADB', 'is not a SQLite database', 'Point DATABASE_PATH at another file, or move this one away.'],
  ['SQLITE_CORRUPT', 'is damaged', 'Restore it from a backup.'],
  [
    'SQLITE_BUSY',
    'is locked by another program',
    'Stop the other bot or tool that has it open, then start again. Two bots never share one file.',
  ],
  ['SQLITE_READONLY', 'cannot be written', 'Give this user the right to write the file and its folder.'],
  ['SQLITE_PERM', 'cannot be written', 'Give this user the right to write the file and its folder.'],
  ['SQLITE_FULL', 'has no room to grow', 'Free some space on its disk.'],
  [
    'SQLITE_CANTOPEN',
    'cannot be opened',
    'Check that it is a file, not a folder, and that this user may write it and its folder.',
  ],
  ['EACCES', 'is in a folder that cannot be made or entered', 'Give this user the right to write there.'],
  ['EPERM', 'is in a folder that cannot be made or entered', 'Give this user the right to write there.'],
  ['EROFS', 'is on a read-only disk', 'Point DATABASE_PATH at a place that can be written.'],
  ['ENOTDIR', 'has a file where a folder should be', 'Point DATABASE_PATH at a path made of folders only.'],
  ['EEXIST', 'has a file where a folder should be', 'Point DATABASE_PATH at a path made of folders only.'],
];

/** Turns an error of SQLite or of the file system, met while opening `path`, into one that says what to do. */
export function explainOpenError(path: string, error: unknown): Error {
  if (error instanceof StoreError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = EXPLANATIONS.find(([prefix]) => code.startsWith(prefix));
  if (known !== undefined) return new StoreError(path, known[1], known[2], error);
  return new StoreError(path, 'cannot be opened', `The reason given: ${String(error)}`, error);
}
