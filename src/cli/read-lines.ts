import type { Readable } from 'node:stream';

export interface LineReader {
  /**
   * The lines in their order until the input ends, each as soon as it is complete; the last needs no line break. `null`
   * stands for a line that is too long. Rejects when the input fails. For one caller.
   */
  lines(): AsyncGenerator<string | null, void, void>;
  /** Stops reading, so that an input left open does not keep the program running. */
  close(): void;
}

export interface LineLimits {
  /** In characters; of longer lines nothing is kept. */
  readonly longest: number;
  /** Characters read ahead, more or less; beyond that whoever writes has to wait. */
  readonly ahead: number;
}

/**
 * Reads UTF-8 lines from now on, before anybody asks for them: whoever writes many lines before reading a single answer
 * would otherwise wait for this program while it waits for them.
 */
export function readLines(input: Readable, { longest, ahead }: LineLimits): LineReader {
  const decoder = new TextDecoder();
  let waiting: (string | null)[] = [];
  let size = 0;
  let open = '';
  let isTooLong = false;
  let isOver = false;
  let failure: Error | undefined;
  let news = Promise.withResolvers<void>();

  function take(text: string): void {
    for (const [at, part] of text.split('\n').entries()) {
      if (at > 0) endLine();
      isTooLong ||= open.length + part.length > longest;
      open = isTooLong ? '' : open + part;
    }
    if (size > ahead) input.pause();
    news.resolve();
  }

  function endLine(): void {
    waiting.push(isTooLong ? null : open);
    size += open.length + 1;
    open = '';
    isTooLong = false;
  }

  function end(): void {
    if (isOver) return;
    isOver = true;
    open += decoder.decode();
    if (open !== '' || isTooLong) endLine();
    news.resolve();
  }

  input.on('data', (chunk: Buffer) => take(decoder.decode(chunk, { stream: true })));
  input.on('end', end);
  input.on('close', end);
  input.on('error', (error) => {
    failure = error;
    end();
  });

  return {
    async *lines() {
      for (;;) {
        news = Promise.withResolvers();
        const ready = waiting;
        waiting = [];
        size = 0;
        input.resume();
        yield* ready;
        if (waiting.length > 0) continue;
        if (failure) throw failure;
        if (isOver) return;
        await news.promise;
      }
    },
    close: () => input.destroy(),
  };
}
