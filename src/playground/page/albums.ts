import type { ChatMessage } from '../chat-protocol.ts';

/** The messages as they are shown: those of one album that stand next to each other are one. */
export function groupAlbums(messages: readonly ChatMessage[]): readonly (readonly ChatMessage[])[] {
  const groups: ChatMessage[][] = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (last !== undefined && message.albumId !== undefined && last[0]?.albumId === message.albumId) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

/** The messages that are shown together with `message`, itself among them if it still is in the chat. */
export function shownWith(messages: readonly ChatMessage[], message: ChatMessage): readonly ChatMessage[] {
  if (message.albumId === undefined) return [message];
  return messages.filter(({ albumId }) => albumId === message.albumId);
}
