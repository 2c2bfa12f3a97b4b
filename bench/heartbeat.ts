export interface Stalls {
  /** Longest time between two beats, the machine's other work included. */
  readonly wallMs: number;
  /** Most time of the processor that the main thread itself took between two beats; systems count it in 4 ms or finer. */
  readonly ownMs: number;
}

const BEAT_MS = 1;

/** Watches a program's main thread with a beat each millisecond while it works. */
export async function stallsOf(work: () => Promise<unknown>): Promise<Stalls> {
  let [wallMs, ownMs] = [0, 0];
  let [beatAt, cpuAt] = [performance.now(), threadMs()];
  const beat = () => {
    const [now, cpu] = [performance.now(), threadMs()];
    wallMs = Math.max(wallMs, now - beatAt - BEAT_MS);
    ownMs = Math.max(ownMs, cpu - cpuAt);
    [beatAt, cpuAt] = [now, cpu];
  };
  const timer = setInterval(beat, BEAT_MS);
  try {
    await work();
    // What blocked last is seen by the beat after it.
    await new Promise((resolve) => setTimeout(resolve, 5 * BEAT_MS));
  } finally {
    clearInterval(timer);
  }
  beat();
  return { wallMs, ownMs };
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
