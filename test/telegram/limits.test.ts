import { describe, expect, it } from 'vitest';
import * as limits from '../../src/telegram/limits.ts';

describe('the limits', () => {
  it('are those that Telegram publishes', () => {
    expect({ ...limits }).toMatchObject({
      MESSAGE_TEXT_LIMIT: 4096,
      CAPTION_LIMIT: 1024,
      ENTITY_LIMIT: 100,
      CALLBACK_DATA_LIMIT_BYTES: 64,
      CALLBACK_ANSWER_LIMIT: 200,
      KEYBOARD_BUTTON_LIMIT: 100,
      KEYBOARD_ROW_LIMIT: 8,
      DEEP_LINK_LIMIT: 64,
      DESCRIPTION_LIMIT: 512,
      SHORT_DESCRIPTION_LIMIT: 120,
      PHOTO_LIMIT_BYTES: 10_485_760,
      GLOBAL_MESSAGES_PER_SECOND: 30,
      PRIVATE_CHAT_MESSAGES_PER_SECOND: 1,
      GROUP_MESSAGES_PER_MINUTE: 20,
      PAID_MESSAGES_PER_SECOND: 1000,
      DELETE_WINDOW_HOURS: 48,
    });
  });
});
