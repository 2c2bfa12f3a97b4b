/** The same work, which never runs twice at once: who asks meanwhile gets a run of his own afterwards. */
export function oneAtATime<Args extends readonly unknown[], Result>(
  work: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (...args) => {
    const run = last.then(() => work(...args));
    // Whoever asked hears of a failure; it is none of the next one's business.
    last = run.catch(() => undefined);
    return run;
  };
}
