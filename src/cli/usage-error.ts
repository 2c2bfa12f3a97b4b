/** The command line asks for something that cannot be done; its message says what, for whoever typed it. */
export class UsageError extends Error {
  override name = 'UsageError';
}
