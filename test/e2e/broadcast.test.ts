import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fault, FaultScript } from '../../src/playground/faults.ts';
import type { Playground } from '../../src/playground/playground.ts';
import { type Program, personas, runProgram, startTelegram, TOKEN, temporaryFolder } from './program.ts';
import { article } from './world.ts';

function copies(playground: Playground, id: number): number {
  return playground.person(id).messages.filter(({ from, text }) => from === 'bot' && text.startsWith('Fresh')).length;
}

/** Everybody subscribes, an article appears, and at the n-th push `strike` is called and its fault happens. */
async function broadcast(strikeAt: number, strike: (program: Program) => Fault | undefined) {
  const folder = await temporaryFolder();
  const playground = await startTelegram();
  // A high rate makes the questions about lost answers quick; the pace has tests of its own.
  const settings = { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: playground.apiRoot, SEND_RATE: '300' };
  const first = runProgram(folder, settings);
  await first.says('the bot is running');
  const people = personas.map(({ id }) => playground.person(id));
  await Promise.all(people.map((person) => person.ask('/subscribe all')));

  const struck = Promise.withResolvers<void>();
  let pushes = 0;
  const script: FaultScript = ({ method, payload }) => {
    if (method !== 'sendMessage' || !String(payload.text).startsWith('Fresh')) return undefined;
    pushes += 1;
    if (pushes !== strikeAt) return undefined;
    struck.resolve();
    return strike(first);
  };
  playground.setFaults(script);
  await writeFile(join(folder, 'content', 'new.md'), article('Fresh', { tags: '[kafka]' }));
  await struck.promise;
  const exitCode = await first.exitCode;

  const second = runProgram(folder, settings);
  await second.says('the bot is running');
  await allArrived(playground);
  // A second copy would come at once: whoever was unsure has been settled by now, and the sender has nothing left.
  const end = await playground.person(2001).ask('/help');
  expect(end.text).toContain('/latest');
  return { playground, exitCode, output: `${first.output()}${second.output()}` };
}

async function allArrived(playground: Playground): Promise<void> {
  for (const { id } of personas) {
    const person = playground.person(id);
    const arrives = () => person.waitForMessage(({ text }) => text.startsWith('Fresh'));
    // Settling a lost answer takes some seconds; on a slow machine more than one wait lasts.
    await arrives().catch(arrives);
  }
}

describe('a broadcast', () => {
  it.each<[string, NodeJS.Signals, number, Fault | undefined]>([
    ['killed before Telegram took the first message', 'SIGKILL', 1, { kind: 'cut-before' }],
    ['killed before Telegram took a message', 'SIGKILL', 9, { kind: 'cut-before' }],
    ['killed after Telegram took a message', 'SIGKILL', 10, { kind: 'cut-after' }],
    ['killed at the last message', 'SIGKILL', personas.length, { kind: 'cut-after' }],
    ['asked to stop', 'SIGTERM', 8, undefined],
  ])(
    '%s misses nobody and doubles nobody after a restart',
    async (_name, signal, at, fault) => {
      const { playground, exitCode, output } = await broadcast(at, (program) => {
        program.child.kill(signal);
        return fault;
      });
      expect(exitCode).toBe(signal === 'SIGTERM' ? 0 : null);
      expect(personas.map(({ id }) => copies(playground, id))).toEqual(personas.map(() => 1));
      expect(output).not.toContain('fake-token');
    },
    60_000,
  );
});
