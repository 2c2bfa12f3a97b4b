import type { Writable } from 'node:stream';

/** Thrown when whoever reads the output has gone, as `head` does after ten lines: nothing more is to be done then. */
export class OutputClosedError extends Error {
  override name = 'OutputClosedError';
}

/** Thrown when the output takes nothing more, as on a full disk. */
export class OutputFailedError extends Error {
  override name = 'OutputFailedError';
}

/** Writes text and waits until it is taken, so that a long output never piles up in memory and no failure is missed. */
export function createOutput(stream: Writable): { write(text: string): Promise<void> } {
  // Each write hears of its own failure; without a listener the stream would end the process.
  stream.on('error', () => undefined);
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => (error == null ? resolve() : reject(named(error))));
      }),
  };
}

function named(error: NodeJS.ErrnoException): Error {
  const isClosed = ['EPIPE', 'ERR_STREAM_DESTROYED'].includes(error.code ?? '');
  if (isClosed) return new OutputClosedError('nobody reads the output any more', { cause: error });
  return new OutputFailedError(`the output cannot be written: ${error.message}`, { cause: error });
}
