import type { Api } from 'grammy';
import type { Message } from 'grammy/types';
import type { OutgoingMessage, PageMessage } from '../render/message.ts';
import { type PhotoMemory, withMedia } from './input-media.ts';
import { type Failure, interpretFailure } from './outcome.ts';
import { mediaOf, type Payload, toPayload } from './payload.ts';
import { largestFile, sentFiles } from './rich-media.ts';

export type { PhotoMemory } from './input-media.ts';
export { inlineKeyboard } from './payload.ts';

export interface SendOptions {
  readonly photos?: PhotoMemory;
  /** Arrives without a sound. */
  readonly silent?: boolean;
  readonly signal?: AbortSignal;
}

/** Sends one message and gives its id, of an album that of its first picture. Throws what grammY throws. */
export async function sendMessage(
  api: Api,
  chatId: number,
  message: PageMessage,
  options: SendOptions = {},
): Promise<number> {
  const media = mediaOf(message);
  const sent = await withMedia(
    media,
    options.photos,
    (files) => call(api, chatId, toPayload(message, files), options),
    (messages) =>
      keptFiles(
        messages,
        media.map(({ kind }) => kind),
      ),
  );
  const [first] = sent;
  if (first === undefined) throw new Error('Telegram answered an album with no message; that never happens');
  return first.message_id;
}

/** What a sent message is, which decides how it can be edited. */
export type MessageForm = OutgoingMessage['kind'];

/** Sends one message and tells what came of it; never throws. */
export async function trySendMessage<Sent extends PageMessage>(
  api: Api,
  chatId: number,
  message: Sent,
  options: SendOptions = {},
): Promise<{ readonly state: 'sent'; readonly messageId: number; readonly form: Sent['kind'] } | Failure> {
  try {
    const messageId = await sendMessage(api, chatId, message, options);
    return { state: 'sent', messageId, form: message.kind };
  } catch (error) {
    return interpretFailure(error);
  }
}

async function call(api: Api, chatId: number, { method, payload }: Payload, options: SendOptions): Promise<Message[]> {
  const common = { chat_id: chatId, ...(options.silent === true ? { disable_notification: true } : {}) };
  const signal = grammySignal(options.signal);
  switch (method) {
    case 'sendMessage':
      return [await api.raw.sendMessage({ ...payload, ...common }, signal)];
    case 'sendPhoto':
      return [await api.raw.sendPhoto({ ...payload, ...common }, signal)];
    case 'sendMediaGroup':
      return api.raw.sendMediaGroup({ ...payload, ...common }, signal);
    case 'sendRichMessage':
      return [await api.raw.sendRichMessage({ ...payload, ...common }, signal)];
  }
}

/** File ids of the media in sent messages, each in the place of its kind in what was to be sent. */
export function keptFiles(messages: readonly Message[], kinds: readonly string[]): (string | undefined)[] {
  const files = messages.flatMap((message) =>
    message.rich_message === undefined
      ? [{ kind: 'photo', fileId: largestFile(message.photo) }]
      : sentFiles(message.rich_message.blocks),
  );
  // Telegram may make something else of a file; then nobody knows which is which.
  return files.length === kinds.length
    ? files.map(({ kind, fileId }, at) => (kind === kinds[at] ? fileId : undefined))
    : [];
}

/** The signal as grammY takes it: it declares an older one, which is the same object. */
export function grammySignal(signal: AbortSignal | undefined) {
  return signal as Parameters<Api['sendMessage']>[3];
}
