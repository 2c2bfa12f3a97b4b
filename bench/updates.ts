import { Bot } from 'grammy';
import { type Figure, figure } from './measure.ts';
import { type Stub, startStub } from './start-stub.ts';
import { prepareFolders, startWholeBot, TOKEN } from './whole-bot.ts';

const WARM_UP = 100;
const UPDATES = 200;
const RUNS = 5;
const COMMANDS = ['/help', '/latest'];

/** Updates handled a second, each from another person and answered with one message, against a grammY bot that only answers. */
export async function benchUpdates(folder: string): Promise<Figure[]> {
  const ours = await measureOurs(folder);
  const figures: Figure[] = [];
  for (const { command, speeds, answer } of ours) {
    const bare = figure(`bare grammY, same answer as ${command}`, '/s', await measureBare(command, answer));
    figures.push(bare, figure(`whole bot, ${command}`, '/s', speeds, bare));
  }
  return figures;
}

interface Measured {
  readonly command: string;
  readonly speeds: number[];
  readonly answer: Record<string, unknown>;
}

async function measureOurs(folder: string): Promise<Measured[]> {
  const stub = await startStub();
  const app = await startWholeBot(await prepareFolders(folder), stub.url);
  const results: Measured[] = [];
  for (const command of COMMANDS) results.push(await measure(stub, command));
  await app.stop(5_000);
  stub.stop();
  return results;
}

async function measureBare(command: string, answer: Record<string, unknown>): Promise<number[]> {
  const stub = await startStub();
  const bot = new Bot(TOKEN, { client: { apiRoot: stub.url } });
  const { text, chat_id: _, ...other } = answer;
  bot.on('message', (ctx) => ctx.reply(String(text), other));
  const running = bot.start();
  const { speeds } = await measure(stub, command);
  // The last poll hangs at the stub and ends with it.
  const stopped = bot.stop();
  stub.stop();
  await Promise.allSettled([running, stopped]);
  return speeds;
}

let nextChat = 1;

async function measure(stub: Stub, text: string): Promise<Measured> {
  const feed = (count: number) => {
    const firstChat = nextChat;
    nextChat += count;
    return stub.measure({ type: 'feed', text, count, firstChat });
  };
  let { lastPayload } = await feed(WARM_UP);
  const speeds: number[] = [];
  while (speeds.length < RUNS) {
    const report = await feed(UPDATES);
    speeds.push(UPDATES / (report.ms / 1_000));
    lastPayload = report.lastPayload;
  }
  return { command: text, speeds, answer: lastPayload };
}
