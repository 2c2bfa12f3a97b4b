import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createWorkerThread, type WorkerThreadOptions } from '../../src/reading/worker-thread.ts';
import { temporaryFolder } from '../catalog/temporary-folder.ts';

const prepared = { pages: ['{}'], sections: [], anchors: [], isRtl: false };
const answering = `import { parentPort } from 'node:worker_threads';
parentPort.on('message', () => parentPort.postMessage(${JSON.stringify(prepared)}));`;
const source = { body: 'Words', mdx: false };

function start(code: string, options: WorkerThreadOptions = {}) {
  const file = join(temporaryFolder(), 'worker.mjs');
  writeFileSync(file, code);
  const begun = once(process, 'worker').then(([worker]) => worker as Worker);
  const thread = createWorkerThread({ file: pathToFileURL(file), ...options });
  onTestFinished(() => thread.close());
  return { thread, begun };
}

// The id of a thread that has ended, as Node gives it.
const ENDED = -1;

describe('the worker thread', () => {
  it('is ended when it takes too long, whatever it is doing', async () => {
    const { thread, begun } = start('for (;;) {}', { timeoutMs: 100 });
    await expect(thread.prepare(source)).rejects.toThrow('longer than 100 ms');
    expect((await begun).threadId).toBe(ENDED);
  });

  it('goes on from article to article, and ends when there is nothing to do', async () => {
    const { thread, begun } = start(answering, { idleMs: 20 });
    expect(await Promise.all([thread.prepare(source), thread.prepare(source)])).toEqual([prepared, prepared]);
    await once(await begun, 'exit');
    expect((await begun).threadId).toBe(ENDED);
    expect(await thread.prepare(source)).toEqual(prepared);
  });

  it('is ended by closing', async () => {
    const { thread, begun } = start(answering);
    await thread.prepare(source);
    await thread.close();
    expect((await begun).threadId).toBe(ENDED);
    await expect(thread.prepare(source)).rejects.toThrow('closed');
  });
});
