import { schedule } from 'node-cron';
import type { Logger } from '../log.ts';

export interface Job {
  readonly name: string;
  /** Five or six cron fields, read in `timezone`. */
  readonly schedule: string;
  readonly timezone: string;
  readonly run: (signal: AbortSignal) => Promise<void>;
}

export interface Scheduler {
  start(): void;
  /** Runs a job now, or joins the run that is under way; never rejects. Unknown names throw. */
  runNow(name: string): Promise<void>;
  /** Stops the clock, aborts what runs and waits for it to end. */
  stop(): Promise<void>;
}

/** Ticks jobs by cron. A job never overlaps itself and a failing job is logged and runs again at its next time. */
export function createScheduler(jobs: readonly Job[], log: Logger): Scheduler {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();

  function run(job: Job): Promise<void> {
    const current = running.get(job.name);
    if (current !== undefined) return current;
    if (stopping.signal.aborted) return Promise.resolve();
    const started = execute(job, stopping.signal, log).finally(() => running.delete(job.name));
    running.set(job.name, started);
    return started;
  }

  let tasks: ReturnType<typeof schedule>[] = [];
  return {
    start() {
      tasks = jobs.map((job) =>
        schedule(job.schedule, () => run(job), {
          name: job.name,
          timezone: job.timezone,
          noOverlap: true,
          // A late tick needs no catching up: every job looks for whatever is due.
          suppressMissedWarning: true,
          logger: toCronLogger(log),
        }),
      );
    },
    async runNow(name) {
      const job = jobs.find((candidate) => candidate.name === name);
      if (job === undefined) throw new Error(`no job is called ${name}`);
      await run(job);
    },
    async stop() {
      stopping.abort();
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(running.values());
    },
  };
}

async function execute(job: Job, signal: AbortSignal, log: Logger): Promise<void> {
  try {
    await job.run(signal);
  } catch (error) {
    if (signal.aborted) log.debug('job broken off', { job: job.name, error });
    else log.error('job failed', { job: job.name, error });
  }
}

function toCronLogger(log: Logger) {
  const say = (message: string | Error, error?: Error) => log.debug('cron', { note: String(message), error });
  return { info: say, warn: say, debug: say, error: say };
}
