import type { PlaygroundEvent } from '../chat-protocol.ts';

export type Listener = (event: PlaygroundEvent) => void;

/** Tells the page and the tests what happens in the chats, in order and at once. */
export interface Events {
  emit(event: PlaygroundEvent): void;
  /** Returns what ends the subscription. */
  subscribe(listener: Listener): () => void;
}

/** A hub without memory: a listener hears what happens after it came. */
export function createEvents(): Events {
  const listeners = new Set<Listener>();
  return {
    emit(event) {
      for (const listener of [...listeners]) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
