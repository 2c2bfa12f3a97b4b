import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { StubCommand, StubReport } from './telegram-stub.ts';

export type StubDone = Extract<StubReport, { type: 'done' }>;

export interface Stub {
  readonly url: string;
  /** Gives the command and resolves when the stub has counted to its end. Several may be under way. */
  measure(command: StubCommand, onBegun?: () => void): Promise<StubDone>;
  stop(): void;
}

// Longer than any of our measurements; what takes longer hangs.
const PATIENCE_MS = 180_000;

/** Starts the imitation of Telegram in a process of its own. */
export async function startStub(): Promise<Stub> {
  const child = fork(join(import.meta.dirname, 'telegram-stub.ts'));
  const [listening] = (await once(child, 'message')) as [StubReport];
  if (listening.type !== 'listening') throw new Error('the stub did not begin by listening');
  const waiting = new Map<number, { readonly onDone: (report: StubDone) => void; readonly onBegun: () => void }>();
  child.on('message', (report: StubReport) => {
    const asker = waiting.get(report.id);
    if (report.type === 'begun') asker?.onBegun();
    if (report.type !== 'done') return;
    asker?.onDone(report);
    waiting.delete(report.id);
  });
  let nextId = 1;
  return {
    url: listening.url,
    measure(command, onBegun = () => undefined) {
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`the stub has not counted to its end: ${id}`)), PATIENCE_MS);
        const onDone = (report: StubDone) => {
          clearTimeout(timer);
          resolve(report);
        };
        waiting.set(id, { onDone, onBegun });
        child.send({ id, command });
      });
    },
    stop: () => child.disconnect(),
  };
}
