import type { Logger } from '../../src/log.ts';

const ignore = () => undefined;

/** Keeps everything to itself. */
export const quiet: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
