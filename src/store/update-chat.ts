import { z } from 'zod';

const withId = z.object({ id: z.int() });
const withChat = z.object({ chat: withId });
const withMessage = z.object({ message: withChat });
const withFrom = z.object({ from: withId });
const withUser = z.object({ user: withId });

/**
 * The chat an update belongs to, whatever its kind: of the message, of the message under a pressed button, else the
 * person who caused it, whose id is that of the private chat. `undefined` for updates without either, such as polls.
 */
export function chatIdOfUpdate(update: object): number | undefined {
  for (const part of Object.values(update)) {
    const chat = withChat.safeParse(part);
    if (chat.success) return chat.data.chat.id;
    const message = withMessage.safeParse(part);
    if (message.success) return message.data.message.chat.id;
    const from = withFrom.safeParse(part);
    if (from.success) return from.data.from.id;
    const user = withUser.safeParse(part);
    if (user.success) return user.data.user.id;
  }
  return undefined;
}
