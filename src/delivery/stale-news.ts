export interface StaleRule {
  /** When the run before this one last looked; `undefined` when nobody knows, e.g. in a database from elsewhere. */
  readonly lastCheckAt: Date | undefined;
  readonly staleAfterMs: number;
  readonly now: Date;
}

/**
 * Whether an article that appeared while the bot was not running is too old to go out without the author's word. An
 * undated one may be as old as the last look of the run before; when that is not known, it counts as old.
 */
export function isStale(date: Date | undefined, { lastCheckAt, staleAfterMs, now }: StaleRule): boolean {
  const since = date ?? lastCheckAt;
  return since === undefined || now.getTime() - since.getTime() > staleAfterMs;
}
