import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    sequence: { shuffle: true },
    // Tests share no state, so one set of loaded modules serves them all: about half the time.
    isolate: false,
    // The slow ones wait for browsers and processes, so even a small machine has room for two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 20_000,
  },
});
