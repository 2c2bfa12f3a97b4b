import type { Api } from 'grammy';
import type { RichMessage } from '../render/message.ts';
import type { EditOptions, EditOutcome } from './edit-message.ts';
import { withMedia } from './input-media.ts';
import { interpretFailure } from './outcome.ts';
import { mediaOf, richPayload } from './payload.ts';
import { grammySignal, keptFiles } from './send-message.ts';

/**
 * Makes a message that was sent into a rich one, in its place, and tells what came of it; never throws. A message that
 * is already so counts as edited.
 */
export async function tryEditRichMessage(
  api: Api,
  chatId: number,
  messageId: number,
  message: RichMessage,
  options: EditOptions = {},
): Promise<EditOutcome> {
  const media = mediaOf(message);
  const place = { chat_id: chatId, message_id: messageId };
  try {
    await withMedia(
      media,
      options.photos,
      (files) => api.raw.editMessageText({ ...richPayload(message, files), ...place }, grammySignal(options.signal)),
      (edited) =>
        edited === true
          ? []
          : keptFiles(
              [edited],
              media.map(({ kind }) => kind),
            ),
    );
    return { state: 'edited' };
  } catch (error) {
    const failure = interpretFailure(error);
    return failure.state === 'notModified' ? { state: 'edited' } : failure;
  }
}
