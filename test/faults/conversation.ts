import { setTimeout as wait } from 'node:timers/promises';
import type { Playground } from '../../src/playground/playground.ts';
import { article } from '../e2e/world.ts';
import { dice } from './scale.ts';
import { query } from './verdict.ts';

/** What somebody wrote, command by command. */
export interface Conversation {
  readonly id: number;
  readonly commands: readonly Command[];
}

export interface Command {
  readonly verb: 'subscribe' | 'unsubscribe';
  readonly tag: string;
}

const MOST_COMMANDS = 60;
const TAGS_TO_A_FILE = 10;
const SHORTEST_GAP_MS = 900;
const LONGEST_GAP_MS = 2_500;

/** Articles with all the tags that are talked about, by the names of their files. */
export function taggedArticles(): [string, string][] {
  return Array.from({ length: MOST_COMMANDS / TAGS_TO_A_FILE }, (_, file) => {
    const tags = Array.from({ length: TAGS_TO_A_FILE }, (_, index) => `t${file * TAGS_TO_A_FILE + index}`);
    return [`tagged-${file}.md`, article(`About the tags of file ${file}`, { tags: `[${tags.join(', ')}]` })];
  });
}

/** Subscribes to a tag at a time, and ends every third subscription again, until it is called off. */
export async function talk(playground: Playground, id: number, isOver: AbortSignal): Promise<Conversation> {
  const commands: Command[] = [];
  const person = playground.person(id);
  while (!isOver.aborted && commands.length < MOST_COMMANDS) {
    const nth = commands.length;
    const command: Command =
      nth % 3 === 2 ? { verb: 'unsubscribe', tag: `t${nth - 1}` } : { verb: 'subscribe', tag: `t${nth}` };
    person.send(`/${command.verb} ${command.tag}`);
    commands.push(command);
    const gapMs = SHORTEST_GAP_MS + dice('gap', id, nth) * (LONGEST_GAP_MS - SHORTEST_GAP_MS);
    // Called off, the last gap is cut short.
    await wait(gapMs, undefined, { signal: isOver }).catch(() => undefined);
  }
  return { id, commands };
}

/** The tags that somebody wants who has said all that. */
export function wishesOf({ commands }: Conversation): string[] {
  const ended = new Set(commands.filter(({ verb }) => verb === 'unsubscribe').map(({ tag }) => tag));
  return commands.flatMap(({ verb, tag }) => (verb === 'subscribe' && !ended.has(tag) ? [tag] : [])).toSorted();
}

/** The tags that somebody is subscribed to. */
export function topicsOf(databasePath: string, id: number): string[] {
  const text = `select topic from subscriptions where chat_id = ${id} and topic <> 'all'`;
  return query<{ topic: string }>(databasePath, text)
    .map(({ topic }) => topic)
    .toSorted();
}

/** Of each answer, in the order in which they came, the place of the command that it answers. */
export function answersTo(playground: Playground, { id, commands }: Conversation): number[] {
  return playground.person(id).messages.flatMap(({ from, text }) => {
    const [, not, tag] = /(not |no longer )?subscribed to\W+(t\d+)\b/.exec(text) ?? [];
    if (from !== 'bot' || tag === undefined) return [];
    const verb = not === undefined ? 'subscribe' : 'unsubscribe';
    return [commands.findIndex((command) => command.verb === verb && command.tag === tag)];
  });
}
