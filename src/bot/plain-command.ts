import type { Message } from 'grammy/types';

/**
 * A message with its command as the handlers know it: in small letters and without a bot's name, since a private chat
 * has only one bot. Any other message comes back as it is.
 */
export function withPlainCommand<Sent extends Message>(message: Sent): Sent {
  const { text = '', entities = [] } = message;
  const [command, ...others] = entities;
  if (command?.type !== 'bot_command' || command.offset !== 0) return message;
  const written = text.slice(0, command.length);
  const plain = written.replace(/@.*$/, '').toLowerCase();
  if (plain === written) return message;
  const shift = plain.length - written.length;
  return {
    ...message,
    text: plain + text.slice(command.length),
    entities: [
      { ...command, length: plain.length },
      ...others.map((entity) => ({ ...entity, offset: entity.offset + shift })),
    ],
  };
}
