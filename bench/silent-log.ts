import type { Logger } from '../src/log.ts';

const nothing = () => undefined;

/** Drops everything but errors, which would make a measurement meaningless. */
export const silentLog: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error(message, fields) {
    throw new Error(message, { cause: fields?.error });
  },
};
