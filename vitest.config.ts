import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// `vitest --mode faults`, for the whole size of the fault suite.
const isFaultRun = (mode: string) => mode === 'faults';

function faultRun(): Record<string, string> {
  const seed = process.env.SEED ?? String(Date.now() % 1_000_000);
  process.stdout.write(`Seed ${seed}. To repeat this run: SEED=${seed} npm run test:faults\n`);
  return { FAULTS: 'full', SEED: seed };
}

export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/fixed-seed.ts'],
    sequence: { shuffle: true },
    // Tests share no state, so one set of loaded modules serves them all: about half the time.
    isolate: false,
    // The slow ones wait for browsers and processes, so even a small machine has room for two.
    // Whether a message came too early can be told only by a judge who is not held up.
    maxWorkers: isFaultRun(mode) ? 1 : Math.max(2, availableParallelism() - 1),
    env: isFaultRun(mode) ? faultRun() : {},
    testTimeout: 30_000,
    hookTimeout: 20_000,
  },
}));
