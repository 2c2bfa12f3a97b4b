import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isCronExpression } from '../../src/jobs/cron-expression.ts';
import { createScheduler, type Job, type Scheduler } from '../../src/jobs/scheduler.ts';
import type { Logger } from '../../src/log.ts';

const silent: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
let scheduler: Scheduler | undefined;

function start(run: Job['run'], log = silent, schedule = '* * * * *'): Scheduler {
  scheduler = createScheduler([{ name: 'check', schedule, timezone: 'UTC', run }], log);
  scheduler.start();
  return scheduler;
}

describe('the scheduler', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2025-03-01T12:00:30Z') });
  });
  afterEach(async () => {
    await scheduler?.stop();
    vi.useRealTimers();
  });

  it('runs a job at each matching minute', async () => {
    const run = vi.fn(async () => undefined);
    start(run);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(run).toHaveBeenCalledTimes(0);
    await vi.advanceTimersByTimeAsync(122_000);
    expect(run).toHaveBeenCalledTimes(3);
  });

  it('never lets a slow job overlap itself', async () => {
    const release = Promise.withResolvers<void>();
    const run = vi.fn(() => release.promise);
    start(run);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(run).toHaveBeenCalledTimes(1);
    release.resolve();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('logs a failing job and runs it again at its next time', async () => {
    const error = vi.fn();
    const run = vi.fn(async () => {
      throw new Error('no such folder');
    });
    start(run, { ...silent, error });
    await vi.advanceTimersByTimeAsync(92_000);
    expect(run).toHaveBeenCalledTimes(2);
    expect(error).toHaveBeenCalledWith('job failed', expect.objectContaining({ job: 'check' }));
  });

  it('joins the run under way when asked to run now', async () => {
    const release = Promise.withResolvers<void>();
    const run = vi.fn(() => release.promise);
    const jobs = start(run);
    const both = Promise.all([jobs.runNow('check'), jobs.runNow('check')]);
    release.resolve();
    await both;
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('aborts and awaits the running job when it stops, and starts none after', async () => {
    let ended = false;
    const run = vi.fn(
      (signal: AbortSignal) =>
        new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            ended = true;
            resolve();
          });
        }),
    );
    const jobs = start(run);
    const first = jobs.runNow('check');
    await jobs.stop();
    expect(ended).toBe(true);
    await first;
    await jobs.runNow('check');
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('reads the schedule in its time zone', async () => {
    const run = vi.fn(async () => undefined);
    scheduler = createScheduler([{ name: 'check', schedule: '0 18 * * *', timezone: 'Asia/Kolkata', run }], silent);
    scheduler.start();
    await vi.advanceTimersByTimeAsync(31 * 60_000);
    expect(run).toHaveBeenCalledTimes(1);
  });
});

describe('isCronExpression', () => {
  it.each(['* * * * *', '*/5 * * * *', '0 */10 * * * *', '30 8 * * 1-5'])('accepts %s', (text) => {
    expect(isCronExpression(text)).toBe(true);
  });
  it.each(['', 'soon', '* * * *', '61 * * * *', '* * * * * * *'])('refuses "%s"', (text) => {
    expect(isCronExpression(text)).toBe(false);
  });
});
