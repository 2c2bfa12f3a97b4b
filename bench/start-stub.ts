import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { StubCommand, StubReport } from './telegram-stub.ts';

export interface Stub {
  readonly url: string;
  /** Gives the command and resolves when the stub has counted to its end. */
  measure(command: StubCommand): Promise<Extract<StubReport, { type: 'done' }>>;
  stop(): void;
}

// Longer than any of our measurements; what takes longer hangs.
const PATIENCE_MS = 60_000;

/** Starts the imitation of Telegram in a process of its own. */
export async function startStub(): Promise<Stub> {
  const child = fork(join(import.meta.dirname, 'telegram-stub.ts'));
  const [listening] = (await once(child, 'message')) as [StubReport];
  if (listening.type !== 'listening') throw new Error('the stub did not begin by listening');
  return {
    url: listening.url,
    async measure(command) {
      child.send(command);
      const [report] = await once(child, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) });
      return report as Extract<StubReport, { type: 'done' }>;
    },
    stop: () => child.disconnect(),
  };
}
