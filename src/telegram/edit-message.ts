import type { FormattedString } from '@grammyjs/parse-mode';
import type { Api } from 'grammy';
import type { Keyboard, OutgoingMessage, PhotoMessage } from '../render/message.ts';
import { withMedia } from './input-media.ts';
import { CAPTION_LIMIT } from './limits.ts';
import { type Failure, interpretFailure } from './outcome.ts';
import { inlineKeyboard } from './payload.ts';
import { largestFile } from './rich-media.ts';
import { grammySignal, type MessageForm, type SendOptions } from './send-message.ts';

export type EditOutcome = { readonly state: 'edited' } | Failure;
export type EditOptions = Pick<SendOptions, 'photos' | 'signal'>;

// One names what a message that is edited lacks: it is of the other form.
const OTHER_FORM = /there is no (text|caption|media) in the message to edit/i;

/**
 * Makes a message that was sent into another one, and tells what came of it; never throws. A text takes a
 * picture, by the description of editMessageMedia; a photo stays one, and a text goes into its caption, as much of it
 * as fits. Without a known `form`, or with a wrong one, both are tried. A message that is already so counts as edited.
 */
export async function tryEditMessage(
  api: Api,
  chatId: number,
  messageId: number,
  message: OutgoingMessage,
  form: MessageForm | undefined,
  options: EditOptions = {},
): Promise<EditOutcome> {
  const first = message.kind === 'photo' ? 'photo' : (form ?? 'text');
  const outcome = await tryForm(api, chatId, messageId, message, first, options);
  if (outcome.state !== 'refused' || !OTHER_FORM.test(outcome.reason)) return outcome;
  return tryForm(api, chatId, messageId, message, first === 'text' ? 'photo' : 'text', options);
}

async function tryForm(
  api: Api,
  chatId: number,
  messageId: number,
  message: OutgoingMessage,
  form: MessageForm,
  options: EditOptions,
): Promise<EditOutcome> {
  try {
    if (form === 'text') await editText(api, chatId, messageId, message, options);
    else if (message.kind === 'photo') await editPhoto(api, chatId, messageId, message, options);
    else await editCaption(api, chatId, messageId, message, options);
    return { state: 'edited' };
  } catch (error) {
    const failure = interpretFailure(error);
    return failure.state === 'notModified' ? { state: 'edited' } : failure;
  }
}

async function editText(api: Api, chatId: number, messageId: number, message: OutgoingMessage, options: EditOptions) {
  const { text, entities } = wordsOf(message);
  const other = { entities, link_preview_options: { is_disabled: true }, ...keyboardOf(message) };
  await api.editMessageText(chatId, messageId, text, other, grammySignal(options.signal));
}

async function editPhoto(api: Api, chatId: number, messageId: number, message: PhotoMessage, options: EditOptions) {
  const { caption, caption_entities } = message.caption;
  await withMedia(
    [{ kind: 'photo', source: message.photo }],
    options.photos,
    ([media = '']) => {
      const picture = { type: 'photo', media, caption, caption_entities } as const;
      return api.editMessageMedia(chatId, messageId, picture, keyboardOf(message), grammySignal(options.signal));
    },
    (edited) => (edited === true ? [] : [largestFile(edited.photo)]),
  );
}

async function editCaption(
  api: Api,
  chatId: number,
  messageId: number,
  message: OutgoingMessage,
  options: EditOptions,
) {
  const { caption, caption_entities } = cutToCaption(wordsOf(message));
  const other = { caption, caption_entities, ...keyboardOf(message) };
  await api.editMessageCaption(chatId, messageId, other, grammySignal(options.signal));
}

function wordsOf(message: OutgoingMessage): FormattedString {
  return message.kind === 'text' ? message.text : message.caption;
}

// Never through the middle of a character that takes two units.
function cutToCaption(words: FormattedString): FormattedString {
  if (words.text.length <= CAPTION_LIMIT) return words;
  const splits = /[\uD800-\uDBFF]/.test(words.text.charAt(CAPTION_LIMIT - 1));
  return words.slice(0, splits ? CAPTION_LIMIT - 1 : CAPTION_LIMIT);
}

// An edit without a keyboard takes the old one away.
function keyboardOf({ keyboard }: { readonly keyboard?: Keyboard }) {
  return keyboard === undefined ? {} : { reply_markup: inlineKeyboard(keyboard) };
}
