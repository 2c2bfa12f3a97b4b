import type { Keyboard, RichMessage } from '../render/message.ts';
import { tryEditRichMessage } from '../telegram/edit-rich-message.ts';
import type { Failure } from '../telegram/outcome.ts';
import { mediaOf } from '../telegram/payload.ts';
import { trySendMessage } from '../telegram/send-message.ts';
import type { ShowPageOptions } from './create-show-page.ts';
import type { ReadingText } from './reading-text.ts';
import type { PagePlace, ShownPage } from './show-page.ts';

const SHOWN = { state: 'shown', form: 'rich' } as const;

/**
 * Shows a page as a rich message, at need without the pictures that Telegram would have to fetch; `undefined` when the
 * server does not take it in this form.
 */
export async function showRich(
  place: PagePlace,
  text: ReadingText,
  page: number,
  keyboard: Keyboard,
  options: ShowPageOptions,
): Promise<ShownPage | undefined> {
  const { refusals, log } = options;
  const { article } = text;
  const { contentHash, file } = article;
  const whole = { contentHash, page };
  // Kept beside the page itself: a page without some pictures is better than one in another form.
  const pictures = { contentHash: `${contentHash} pictures`, page };
  if (await refusals.refuses(whole)) return undefined;

  async function note(what: typeof whole, reason: string): Promise<void> {
    log.warn('Telegram refused a page', { file, page, pictures: what === pictures, reason });
    if (await refusals.note(what, reason)) options.onRefused?.(article, page, reason);
  }

  async function noteUnsupported(reason: string): Promise<void> {
    log.warn('the API server does not know rich messages', { reason });
    if (await refusals.note(undefined, reason)) options.onUnsupported?.(reason);
  }

  let refusal: string | undefined;
  for (const withoutMedia of [false, true]) {
    const message = await richMessage(text, page, withoutMedia);
    if (message === undefined) return undefined;
    const isLast = withoutMedia || !showsAddresses(message);
    if (!isLast && (await refusals.refuses(pictures))) continue;
    const outcome = await put(place, { ...message, keyboard }, options);
    if (outcome.state === 'unsupported') {
      await noteUnsupported(outcome.reason);
      return undefined;
    }
    if (outcome.state !== 'refused') {
      if (outcome.state === 'shown' && refusal !== undefined) await note(pictures, refusal);
      return outcome;
    }
    refusal = outcome.reason;
    if (isLast) break;
  }
  await note(whole, refusal ?? 'refused');
  return undefined;
}

async function richMessage(text: ReadingText, page: number, withoutMedia: boolean): Promise<RichMessage | undefined> {
  const [message] = await text.messages(page, 'rich', { withoutMedia });
  return message?.kind === 'rich' ? message : undefined;
}

/** Pictures that Telegram fetches itself may fail for reasons of their own. */
function showsAddresses(message: RichMessage): boolean {
  return mediaOf(message).some(({ source }) => source.kind === 'url');
}

async function put(
  { api, chatId, turnMessageId }: PagePlace,
  message: RichMessage,
  { photos }: ShowPageOptions,
): Promise<typeof SHOWN | Failure> {
  const files = photos === undefined ? {} : { photos };
  if (turnMessageId !== undefined) {
    const turned = await tryEditRichMessage(api, chatId, turnMessageId, message, files);
    if (turned.state === 'edited') return SHOWN;
    if (turned.state !== 'missing' && !isOtherMessage(turned)) return turned;
  }
  const sent = await trySendMessage(api, chatId, message, files);
  return sent.state === 'sent' ? SHOWN : sent;
}

/**
 * A message without text, such as a photo, does not become a page. A server older than rich messages overlooks the page
 * in the edit and misses a text; asked to send it, it says that it does not know how.
 */
function isOtherMessage(failure: Failure): boolean {
  return (
    failure.state === 'refused' && /there is no text in the message to edit|message text is empty/i.test(failure.reason)
  );
}
