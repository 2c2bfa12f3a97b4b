/** Where a bar is drawn: a terminal's stderr. */
export interface Terminal {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface ProgressBar {
  /** Gives a function that draws how much of one stage of the work is done. */
  stage(name: string): (done: number, total: number) => void;
  /** Takes the bar away. */
  end(): void;
}

// A run that is over before is not worth a bar, and more frames than this a second nobody sees.
const SHOWN_AFTER_MS = 500;
const FRAME_MS = 100;
const WIDTH = 30;

/** A bar with a count, on a terminal only and only when the work takes long. `nowMs` is a clock that never goes back. */
export function createProgressBar(terminal: Terminal, nowMs: () => number = () => performance.now()): ProgressBar {
  const startedMs = nowMs();
  let drawnMs = Number.NEGATIVE_INFINITY;
  let isShown = false;
  return {
    stage: (name) => (done, total) => {
      const now = nowMs();
      if (terminal.isTTY !== true || now - startedMs < SHOWN_AFTER_MS || now - drawnMs < FRAME_MS) return;
      drawnMs = now;
      isShown = true;
      const share = total === 0 ? 1 : done / total;
      const filled = Math.round(share * WIDTH);
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
      const line = `${bar} ${name}: ${done} of ${total} files, ${Math.floor(share * 100)} %`;
      terminal.write(`\r\u001b[K${line.slice(0, (terminal.columns ?? 80) - 1)}`);
    },
    end() {
      if (isShown) terminal.write('\r\u001b[K');
      isShown = false;
    },
  };
}
