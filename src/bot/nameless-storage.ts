import type { ConversationData, VersionedState, VersionedStateStorage } from '@grammyjs/conversations';

type Storage = VersionedStateStorage<string, ConversationData>;

const NAMES = new Set(['first_name', 'last_name', 'username']);

/** A storage for dialogues that keeps no names: the plugin writes down whole updates, and people are told we keep none. */
export function namelessStorage(storage: Storage): Storage {
  return {
    read: (key) => storage.read(key),
    write: (key, state) => storage.write(key, withoutNames(state)),
    delete: (key) => storage.delete(key),
  };
}

function withoutNames(state: VersionedState<ConversationData>): VersionedState<ConversationData> {
  return JSON.parse(JSON.stringify(state, (name, value) => (NAMES.has(name) ? undefined : value)));
}
