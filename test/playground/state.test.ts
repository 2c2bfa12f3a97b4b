import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputFile } from 'grammy';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createAccount } from '../../src/playground/account/account.ts';
import { readState, writeState } from '../../src/playground/account/saved-state.ts';
import { createStateFile } from '../../src/playground/account/state-file.ts';
import { PERSONAS } from '../../src/playground/personas.ts';
import { call, createBot, fakeClock, JONAS, keepLog, MIA, startPlayground, TOKEN } from './setup.ts';

async function temporaryState(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'playground-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'data', 'playground.json');
}

describe('the state of a playground', () => {
  it('survives a restart: chats, profile, files, unconfirmed updates and the numbering', async () => {
    const statePath = await temporaryState();
    const first = await startPlayground({ statePath });
    first.person(MIA).send('hello');
    const { api } = createBot(first);
    const sent = await api.sendDocument(MIA, new InputFile(Buffer.from('{"a":1}'), 'export.json'), {
      caption: 'Yours',
    });
    await api.setMyCommands([{ command: 'help', description: 'Help' }]);
    await api.setMyDescription('A blog');
    await api.getUpdates({ allowed_updates: ['message'] });
    first.person(JONAS).block();
    await first.stop();

    const second = await startPlayground({ statePath });
    const document = { fileId: sent.document.file_id, fileName: 'export.json', size: 7 };
    expect(second.person(MIA).messages).toMatchObject([
      { text: 'hello', from: 'person' },
      { id: sent.message_id, text: 'Yours', document },
    ]);
    expect(second.person(JONAS).blocked).toBe(true);
    expect(second.profile).toMatchObject({
      description: 'A blog',
      commands: [{ command: 'help', description: 'Help' }],
    });
    const { result } = await call(second, 'getUpdates');
    expect(result).toMatchObject([{ message: { text: 'hello' } }]);
    const file = await createBot(second).api.getFile(sent.document.file_id);
    expect(await (await fetch(`${second.apiRoot}/file/bot${TOKEN}/${file.file_path}`)).json()).toEqual({ a: 1 });
    expect(second.person(MIA).send('again').id).toBeGreaterThan(sent.message_id);
    expect(await call(second, 'getWebhookInfo')).toMatchObject({ result: { allowed_updates: ['message'] } });
  });

  it('keeps numbers growing when nothing was saved', async () => {
    const clock = fakeClock();
    const first = await startPlayground({ now: clock.now });
    const { id } = first.person(MIA).send('hello');
    await first.stop();
    clock.advance(2_000);
    const second = await startPlayground({ now: clock.now });
    expect(second.person(MIA).send('hello').id).toBeGreaterThan(id);
  });

  it('keeps numbers growing after a crash between two saves', () => {
    const { now } = fakeClock();
    const account = createAccount({ bot: { id: 42, firstName: 'Bot', username: 'bot' }, personas: PERSONAS, now });
    const saved = readState(writeState(account, false));
    const lost = account.messageIds.next();
    const restarted = createAccount({ bot: account.bot, personas: PERSONAS, now, saved });
    expect(restarted.messageIds.next()).toBeGreaterThan(lost);
    expect(restarted.updateIds.next()).toBeGreaterThan(account.updateIds.next());
  });

  it('keeps the newest 300 messages of a chat', async () => {
    const statePath = await temporaryState();
    const first = await startPlayground({ statePath });
    for (let number = 1; number <= 305; number += 1) first.person(MIA).send(`message ${number}`);
    await first.stop();
    const second = await startPlayground({ statePath });
    const { messages } = second.person(MIA);
    expect([messages.length, messages[0]?.text]).toEqual([300, 'message 6']);
  });

  it('is saved less often the longer it is', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const written: string[] = [];
    const write = (last: boolean) => {
      written.push(last ? 'last' : 'soon');
      return 'x'.repeat(2_500_000);
    };
    const file = createStateFile(await temporaryState(), write, keepLog().log);
    const saved = (times: number) => vi.waitUntil(() => written.length === times);
    file.changed();
    vi.advanceTimersByTime(300);
    await saved(1);
    file.changed();
    vi.advanceTimersByTime(999);
    expect(written).toHaveLength(1);
    vi.advanceTimersByTime(1);
    await saved(2);
    await file.close();
    expect(written).toEqual(['soon', 'soon', 'last']);
  });

  it.each(['', '{', '{"version":1}', '[]'])('sets a broken file aside: %j', async (broken) => {
    const statePath = await temporaryState();
    const before = await startPlayground({ statePath });
    await before.stop();
    await writeFile(statePath, broken);

    const { log, lines } = keepLog();
    const playground = await startPlayground({ statePath, log });
    expect(playground.person(MIA).messages).toEqual([]);
    expect(await readFile(`${statePath}.broken`, 'utf8')).toBe(broken);
    expect(lines).toMatchObject([{ level: 'warn', message: 'playground state is broken, starting afresh' }]);
  });
});
