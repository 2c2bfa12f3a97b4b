import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Thrown when whoever reads the output has gone, as `head` does after ten lines: nothing more is to be done then. */
export class OutputClosedError extends Error {
  override name = 'OutputClosedError';
}

/** Writes text and waits while the reader is slower, so that a long output never piles up in memory. */
export function createOutput(stream: Writable): { write(text: string): Promise<void> } {
  let closed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    closed = true;
    stream.emit('drain');
  });
  return {
    async write(text) {
      if (!closed && !stream.write(text)) await once(stream, 'drain');
      if (closed) throw new OutputClosedError();
    },
  };
}
