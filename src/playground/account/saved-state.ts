import { z } from 'zod';
import type { Account } from './account.ts';
import { MESSAGES_PER_CHAT, type StoredMessage } from './chats.ts';
import { FILE_KINDS, fileSize, type StoredFile } from './files.ts';
import type { Profile } from './profile.ts';
import type { QueuedUpdate } from './update-queue.ts';

/** What of an account outlives the process. */
export interface SavedState {
  readonly lastMessageId: number;
  readonly lastUpdateId: number;
  readonly allowedUpdates: readonly string[];
  readonly updates: readonly QueuedUpdate[];
  readonly profile: Profile;
  readonly chats: readonly SavedChat[];
  readonly files: readonly StoredFile[];
}

interface SavedChat {
  readonly id: number;
  readonly started: boolean;
  readonly blocked: boolean;
  readonly messages: readonly StoredMessage[];
}

// A crash loses what happened since the last save: the next run counts on from beyond anything that can have been.
const CRASH_MARGIN = 10_000;
const FILE_LIMIT_BYTES = 1024 * 1024;
const ALL_FILES_LIMIT_BYTES = 16 * 1024 * 1024;

const text = z.record(z.string(), z.string());
const message = z.looseObject({
  id: z.int(),
  chatId: z.int(),
  from: z.enum(['bot', 'person']),
  date: z.int(),
  text: z.string(),
  entities: z.array(z.looseObject({ type: z.string(), offset: z.int(), length: z.int() })),
  silent: z.boolean(),
  rich: z.looseObject({ blocks: z.array(z.looseObject({ type: z.string() })) }).optional(),
});
const file = z.object({
  fileId: z.string(),
  kind: z.enum(FILE_KINDS),
  fileName: z.string(),
  url: z.string().optional(),
  base64: z.string().optional(),
  size: z.object({ width: z.int(), height: z.int() }).optional(),
});
const state = z.object({
  version: z.literal(1),
  lastMessageId: z.int(),
  lastUpdateId: z.int(),
  allowedUpdates: z.array(z.string()),
  updates: z.array(z.looseObject({ update_id: z.int() })),
  profile: z.object({
    names: text,
    descriptions: text,
    shortDescriptions: text,
    commands: z.record(z.string(), z.array(z.object({ command: z.string(), description: z.string() }))),
    menuButtons: z.record(z.string(), z.unknown()),
  }),
  chats: z.array(z.object({ id: z.int(), started: z.boolean(), blocked: z.boolean(), messages: z.array(message) })),
  files: z.array(file),
});

/**
 * The account as JSON text, bounded: the newest messages of each chat, and small files. Only the `last` save of a run
 * can tell where the numbering really stands.
 */
export function writeState(account: Account, last: boolean): string {
  const margin = last ? 0 : CRASH_MARGIN;
  const written: z.infer<typeof state> = {
    version: 1,
    lastMessageId: account.messageIds.last() + margin,
    lastUpdateId: account.updateIds.last() + margin,
    allowedUpdates: [...account.updates.allowed()],
    updates: [...account.updates.pending()],
    profile: structuredClone(account.profile) as z.infer<typeof state>['profile'],
    chats: [...account.chats].map(([id, { started, blocked, messages }]) => {
      return { id, started, blocked, messages: messages.slice(-MESSAGES_PER_CHAT) as z.infer<typeof message>[] };
    }),
    files: pickFiles([...account.files.values()]),
  };
  return JSON.stringify(written);
}

/** Reads what `writeState` wrote; throws when it is anything else. */
export function readState(json: string): SavedState {
  const read = state.parse(JSON.parse(json));
  return {
    ...read,
    // The parts only this program writes were checked for what their readers rely on, not field by field.
    chats: read.chats as unknown as readonly SavedChat[],
    files: read.files.map(({ url, base64, size, ...rest }) => ({
      ...rest,
      content: url === undefined ? { bytes: new Uint8Array(Buffer.from(base64 ?? '', 'base64')) } : { url },
      ...(size === undefined ? {} : { size }),
    })),
  };
}

function pickFiles(files: readonly StoredFile[]): z.infer<typeof file>[] {
  let room = ALL_FILES_LIMIT_BYTES;
  const picked = files.toReversed().filter((candidate) => {
    const size = fileSize(candidate);
    if (size > FILE_LIMIT_BYTES || size > room) return false;
    room -= size;
    return true;
  });
  return picked.toReversed().map(({ content, ...rest }) => ({
    ...rest,
    ...('url' in content ? content : { base64: Buffer.from(content.bytes).toString('base64') }),
  }));
}
