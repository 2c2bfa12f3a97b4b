import type { PageMessage } from '../render/message.ts';
import { mediaOf, toPayload as toTelegramPayload } from '../telegram/payload.ts';

/** What the Bot API would get for a message, all but the chat. */
export interface PrintedPayload {
  readonly method: 'sendMessage' | 'sendPhoto' | 'sendMediaGroup' | 'sendRichMessage';
  readonly payload: object;
  /** What would be uploaded: `attach://<name>` in the payload stands for the file at the path. */
  readonly files: readonly { readonly name: string; readonly path: string }[];
}

/** Writes a message as it would be sent, each file named once however often it is shown. */
export function toPayload(message: PageMessage): PrintedPayload {
  const names = new Map<string, string>();
  const media = mediaOf(message).map(({ source }) => {
    if (source.kind === 'url') return source.url;
    const name = names.get(source.path) ?? `file${names.size}`;
    names.set(source.path, name);
    return `attach://${name}`;
  });
  const files = [...names].map(([path, name]) => ({ name, path }));
  return { ...toTelegramPayload(message, media), files };
}
