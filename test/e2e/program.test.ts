import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI, runProgram, startTelegram, TOKEN, temporaryFolder } from './program.ts';
import { article } from './world.ts';

describe('the program', () => {
  it('starts the playground without a token and prints one line with its address', async () => {
    const folder = await temporaryFolder();
    const program = runProgram(folder, { PORT: '0' });
    await program.says('http://127.0.0.1:');
    const lines = program.output().trim().split('\n');
    expect(lines).toHaveLength(1);
    const address = /http:\S+/.exec(lines[0] ?? '')?.[0] ?? '';
    expect((await fetch(address)).status).toBe(200);
    program.child.kill('SIGTERM');
    expect(await program.exitCode).toBe(0);
  });

  it('stops with code 2 and a list of every wrong setting, and starts nothing', async () => {
    const folder = await temporaryFolder();
    const program = runProgram(folder, { PORT: 'eighty', TIMEZONE: 'Mars', BOT_TOKEN: 'not a token' });
    expect(await program.exitCode).toBe(2);
    expect(program.output()).toContain('3 settings are wrong');
    expect(program.output()).toContain('eighty');
    expect(program.output()).not.toContain('not a token');
    await expect(rm(join(folder, 'data'), { recursive: true })).rejects.toThrow('ENOENT');
  });

  it('starts by its command too, and explains itself when asked for something else', async () => {
    const folder = await temporaryFolder();
    const asked = runProgram(folder, {}, ['--help'], CLI);
    expect(await asked.exitCode).toBe(0);
    expect(asked.output()).toContain('work-notes-bot [start]');
    const mistaken = runProgram(folder, {}, ['frobnicate'], CLI);
    expect(await mistaken.exitCode).toBe(2);
    expect(mistaken.output()).toContain('There is no command "frobnicate"');
    const started = runProgram(folder, { PORT: '0' }, ['start'], CLI);
    await started.says('http://127.0.0.1:');
  });

  it('says in words that Telegram refuses the token', async () => {
    const folder = await temporaryFolder();
    const playground = await startTelegram();
    const program = runProgram(folder, { BOT_TOKEN: '4243:another-fake-token', TELEGRAM_API_ROOT: playground.apiRoot });
    expect(await program.exitCode).toBe(1);
    expect(program.output()).toContain('Telegram refuses BOT_TOKEN');
    expect(program.output()).not.toContain('another-fake');
  });

  it('does not let the playground touch the database of a live bot', async () => {
    const folder = await temporaryFolder();
    const playground = await startTelegram();
    const live = runProgram(folder, { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: playground.apiRoot });
    await live.says('the bot is running');
    live.child.kill('SIGTERM');
    expect(await live.exitCode).toBe(0);
    const program = runProgram(folder, { PORT: '0' });
    expect(await program.exitCode).toBe(1);
    expect(program.output()).toContain('belongs to the bot with the id 4242');
  });

  it('takes over a database that only the playground has used, without its people', async () => {
    const folder = await temporaryFolder();
    const trial = runProgram(folder, { PORT: '0' });
    await trial.says('http://127.0.0.1:');
    const address = /http:\S+/.exec(trial.output())?.[0] ?? '';
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ text: '/subscribe all' });
    const events = await fetch(`${address}/playground/events`);
    await fetch(`${address}/playground/chats/1001/messages`, { method: 'POST', headers, body });
    await untilSays(events, 'You are subscribed to everything');
    trial.child.kill('SIGTERM');
    expect(await trial.exitCode).toBe(0);

    const playground = await startTelegram();
    const live = runProgram(folder, { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: playground.apiRoot });
    await live.says('the bot is running');
    await playground.person(2001).ask('/subscribe all');
    await writeFile(join(folder, 'content', 'new.md'), article('Fresh'));
    await playground.person(2001).waitForMessage(({ text }) => text.startsWith('Fresh'));
    expect(playground.calls.some(({ payload }) => Number(payload.chat_id) === 1001)).toBe(false);
  }, 40_000);
});

async function untilSays(response: Response, text: string): Promise<void> {
  let heard = '';
  for await (const chunk of response.body ?? []) {
    heard += Buffer.from(chunk).toString('utf8');
    if (heard.includes(text)) return;
  }
}
