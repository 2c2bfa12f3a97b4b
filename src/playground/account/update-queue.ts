import { Refusal } from '../api/envelope.ts';
import type { Sequence } from './sequence.ts';

export interface QueuedUpdate {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export interface UpdatesRequest {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutSeconds: number;
}

/** Updates waiting for the bot, with Telegram's rules of handing them out. */
export interface UpdateQueue {
  /** Whether the bot asked for updates of this kind. */
  takes(kind: string): boolean;
  /** Queues an update of this kind unless the bot did not ask for it. */
  push(kind: string, body: object): void;
  /** Answers at once, or waits for the first update; refuses the waiting call when another one comes to wait. */
  get(request: UpdatesRequest, signal: AbortSignal): Promise<readonly QueuedUpdate[]>;
  /** From now on: the kinds the bot asks for; an empty list means the default ones. */
  allow(kinds: readonly string[]): void;
  allowed(): readonly string[];
  pending(): readonly QueuedUpdate[];
  clear(): void;
}

interface Waiter {
  readonly request: UpdatesRequest;
  readonly answer: (updates: readonly QueuedUpdate[]) => void;
  readonly refuse: (reason: Refusal) => void;
}

// Not among the kinds a bot gets without asking, by core.telegram.org/bots/api#getupdates; chosen results are in practice
// sent only to bots whose owner has switched that on.
const ONLY_WHEN_ASKED = new Set(['chat_member', 'message_reaction', 'message_reaction_count', 'chosen_inline_result']);

const CONFLICT = 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

/** Starts with the updates and the kinds an earlier run left. */
export function createUpdateQueue(
  ids: Sequence,
  saved: { readonly updates: readonly QueuedUpdate[]; readonly allowed: readonly string[] },
): UpdateQueue {
  let updates = [...saved.updates];
  let allowed = [...saved.allowed];
  let waiter: Waiter | undefined;

  const take = ({ offset, limit }: UpdatesRequest): readonly QueuedUpdate[] => {
    // A negative offset keeps that many of the newest; a positive one confirms everything before it.
    if (offset < 0) updates = updates.slice(offset);
    else if (offset > 0) updates = updates.filter(({ update_id }) => update_id >= offset);
    return updates.slice(0, limit);
  };

  const takes = (kind: string) => (allowed.length === 0 ? !ONLY_WHEN_ASKED.has(kind) : allowed.includes(kind));

  return {
    takes,
    push(kind, body) {
      if (!takes(kind)) return;
      updates.push({ update_id: ids.next(), [kind]: body });
      waiter?.answer(take(waiter.request));
    },
    async get(request, signal) {
      const ready = take(request);
      if (ready.length > 0 || request.timeoutSeconds === 0 || signal.aborted) return ready;
      waiter?.refuse(new Refusal(409, CONFLICT));
      return await new Promise((resolve, reject) => {
        const own: Waiter = {
          request,
          answer: (given) => settle(() => resolve(given)),
          refuse: (reason) => settle(() => reject(reason)),
        };
        const giveUp = () => own.answer([]);
        const timer = setTimeout(giveUp, request.timeoutSeconds * 1_000);
        const settle = (finish: () => void) => {
          clearTimeout(timer);
          signal.removeEventListener('abort', giveUp);
          if (waiter === own) waiter = undefined;
          finish();
        };
        signal.addEventListener('abort', giveUp, { once: true });
        waiter = own;
      });
    },
    allow(kinds) {
      allowed = [...kinds];
    },
    allowed: () => allowed,
    pending: () => updates,
    clear() {
      updates = [];
    },
  };
}
