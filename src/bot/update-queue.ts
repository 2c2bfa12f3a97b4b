import type { Update } from 'grammy/types';

/** Handles updates of one chat in order and of different chats side by side. */
export interface UpdateQueue {
  /** Takes an update; it is handled as soon as earlier ones of its chat are done. */
  add(update: Update): void;
  /** Resolves when fewer than `capacity` updates are waiting or under way. */
  room(): Promise<void>;
  /** Handles nothing more that has not begun, and resolves when what has begun is done. */
  close(): Promise<void>;
}

/** `handle` must not reject: what it cannot handle it has to report and let go. */
export function createUpdateQueue(handle: (update: Update) => Promise<void>, capacity: number): UpdateQueue {
  const tails = new Map<string, Promise<void>>();
  const begun = new Set<Promise<void>>();
  let size = 0;
  let closed = false;
  let waiters: (() => void)[] = [];

  async function runAfter(previous: Promise<void> | undefined, update: Update): Promise<void> {
    await previous;
    if (!closed) {
      const work = handle(update);
      begun.add(work);
      await work;
      begun.delete(work);
    }
    size -= 1;
    for (const wake of waiters.splice(0)) wake();
  }

  return {
    add(update) {
      const chat = chatOf(update);
      size += 1;
      const tail = runAfter(tails.get(chat), update).then(() => {
        if (tails.get(chat) === tail) tails.delete(chat);
      });
      tails.set(chat, tail);
    },
    async room() {
      while (size >= capacity && !closed) await new Promise<void>((resolve) => waiters.push(resolve));
    },
    async close() {
      closed = true;
      for (const wake of waiters.splice(0)) wake();
      waiters = [];
      await Promise.all(begun);
    },
  };
}

/** What must stay in order: the chat, else the person. */
function chatOf(update: Update): string {
  const chat =
    update.message?.chat ??
    update.callback_query?.message?.chat ??
    update.my_chat_member?.chat ??
    update.callback_query?.from;
  return chat === undefined ? `update ${update.update_id}` : String(chat.id);
}
