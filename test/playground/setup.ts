import { Bot } from 'grammy';
import { onTestFinished } from 'vitest';
import type { Logger } from '../../src/log.ts';
import { PERSONAS } from '../../src/playground/personas.ts';
import { createPlayground, type Playground, type PlaygroundOptions } from '../../src/playground/playground.ts';

export const TOKEN = '42:NOT-A-REAL-TOKEN';
export const MIA = 1001;
export const JONAS = 1002;

export interface LogLine {
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields: unknown;
}

/** A logger that keeps its lines. */
export function keepLog(): { readonly log: Logger; readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: keyof Logger) => (message: string, fields: unknown) => {
    lines.push({ level, message, fields });
  };
  return { log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }, lines };
}

/** A clock that moves when told to. */
export function fakeClock(start = '2026-03-02T10:00:00Z'): { now: () => Date; advance: (ms: number) => void } {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    advance(ms) {
      time += ms;
    },
  };
}

/** A started playground that stops with the test. */
export async function startPlayground(options: Partial<PlaygroundOptions> = {}): Promise<Playground> {
  const playground = createPlayground({
    personas: PERSONAS,
    bot: { id: 42, firstName: 'Work Notes', username: 'work_notes_bot' },
    token: TOKEN,
    host: '127.0.0.1',
    port: 0,
    log: keepLog().log,
    now: fakeClock().now,
    strict: true,
    ...options,
  });
  await playground.start();
  onTestFinished(() => playground.stop());
  return playground;
}

/** grammY as it comes, pointed at the playground. */
export function createBot(playground: Playground): Bot {
  return new Bot(TOKEN, { client: { apiRoot: playground.apiRoot } });
}

/** Starts long polling until the test ends; resolves when the first poll is under way. */
export async function poll(bot: Bot): Promise<void> {
  await new Promise<void>((resolve) => {
    const running = bot.start({ onStart: () => resolve() });
    onTestFinished(async () => {
      await bot.stop();
      await running;
    });
  });
}

export interface CallAnswer {
  readonly ok: boolean;
  readonly result?: unknown;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: unknown;
}

/** One call of the Bot API by plain HTTP, without a library that might smooth things over. */
export async function call(playground: Playground, method: string, payload: object = {}): Promise<CallAnswer> {
  const response = await fetch(`${playground.apiRoot}/bot${TOKEN}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  return (await response.json()) as CallAnswer;
}
