import { InputFile } from 'grammy';
import { describe, expect, it } from 'vitest';
import { PNG } from './rich-input.ts';
import { call, createBot, MIA, startPlayground } from './setup.ts';

const picture = (more: object = {}) => ({ type: 'photo', media: 'https://example.com/a.png', ...more });
const file = (more: object = {}) => ({ type: 'document', media: 'https://example.com/a.zip', ...more });
const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

async function open() {
  const playground = await startPlayground();
  const mia = playground.person(MIA);
  mia.send('/start');
  return { playground, mia, api: createBot(playground).api };
}

describe('an album', () => {
  it('comes as one message for each picture, with captions, under one id', async () => {
    const { mia, api } = await open();
    const { photo } = await api.sendPhoto(MIA, new InputFile(PNG, 'a.png'));
    const fileId = photo[0]?.file_id ?? '';
    const sent = await api.sendMediaGroup(
      MIA,
      [
        {
          type: 'photo',
          media: new InputFile(PNG, 'b.png'),
          caption: 'first',
          caption_entities: [{ type: 'bold', offset: 0, length: 5 }],
        },
        { type: 'photo', media: fileId },
        { type: 'photo', media: 'https://example.com/b.png', caption: 'third' },
      ],
      { disable_notification: true },
    );
    expect(sent).toMatchObject([
      { caption: 'first', caption_entities: [{ type: 'bold' }], photo: [{ file_id: fileId, width: 1 }] },
      { photo: [{ file_id: fileId }] },
      { caption: 'third' },
    ]);
    const shown = mia.messages.slice(-3);
    expect(shown.map(({ id }) => id)).toEqual(sent.map(({ message_id }) => message_id));
    const [first] = sent;
    const albumId = first !== undefined && 'media_group_id' in first ? first.media_group_id : undefined;
    expect(albumId).toEqual(expect.any(String));
    expect(shown.map((message) => [message.albumId, message.silent])).toEqual(times(3, [albumId, true]));

    const second = await api.sendMediaGroup(MIA, [
      { type: 'photo', media: fileId },
      { type: 'photo', media: fileId },
    ]);
    expect(second).not.toMatchObject(times(2, { media_group_id: albumId }));
  });

  it.each<[reason: string, media: unknown]>([
    ['parameter "media" is required', undefined],
    ['expected an Array of InputMedia', 'pictures'],
    ['media group must include 2-10 items', [picture()]],
    ['too many messages to send as an album', times(11, picture())],
    ['inputMedia must be an Object', ['a', 'b']],
    ['inputMedia has unsupported type', [picture(), picture({ type: 'poem' })]],
    ["can't use the media of the specified type in the album", [picture(), file()]],
    ["can't use the media of the specified type in the album", times(2, picture({ type: 'animation' }))],
    ['there is no photo in the request', [picture(), picture({ media: 'attach://missing' })]],
    ['message caption is too long', [picture(), picture({ caption: 'x'.repeat(1_025) })]],
  ])('is refused whole: %s', async (reason, media) => {
    const { playground, mia } = await open();
    expect(await call(playground, 'sendMediaGroup', { chat_id: MIA, media })).toEqual({
      ok: false,
      error_code: 400,
      description: `Bad Request: ${reason}`,
    });
    expect(mia.messages).toHaveLength(1);
  });

  it('has no keyboard', async () => {
    const { playground } = await open();
    const answer = await call(playground, 'sendMediaGroup', {
      chat_id: MIA,
      media: times(2, picture()),
      reply_markup: {},
    });
    expect(answer).toMatchObject({ ok: false, error_code: 400 });
  });

  it('takes ten, and keeps its sort when one is edited', async () => {
    const { api, mia } = await open();
    const sent = await api.sendMediaGroup(MIA, times(10, { type: 'document', media: 'https://example.com/a.zip' }));
    expect(sent).toHaveLength(10);
    const id = sent[0]?.message_id ?? 0;
    const edit = async (type: 'photo' | 'document') => {
      return await api.editMessageMedia(MIA, id, { type, media: 'https://example.com/b.png' });
    };
    await expect(edit('photo')).rejects.toThrow("can't use the media of the specified type in the album");
    await edit('document');
    const [first, second] = mia.messages.filter(({ albumId }) => albumId !== undefined);
    expect(first).toMatchObject({ id, albumId: second?.albumId, document: { fileName: 'b.png' } });
  });
});

describe('an animation', () => {
  it('is a document too, and its id is good for animations only', async () => {
    const { api, mia } = await open();
    const sent = await api.sendAnimation(MIA, new InputFile(PNG, 'a.gif'), { caption: 'moves' });
    const id = sent.animation.file_id;
    expect(sent).toMatchObject({
      animation: { width: 1, file_name: 'a.gif' },
      document: { file_id: id },
      caption: 'moves',
    });
    expect(mia.messages.at(-1)).toMatchObject({ text: 'moves', document: { fileId: id, fileName: 'a.gif' } });

    expect((await api.sendAnimation(MIA, id)).animation.file_id).toBe(id);
    await expect(api.sendPhoto(MIA, id)).rejects.toThrow("can't use file of type Animation as Photo");
    await expect(api.sendDocument(MIA, id)).rejects.toThrow("can't use file of type Animation as Document");
    await expect(
      api.sendRichMessage(MIA, { blocks: [{ type: 'photo', photo: { type: 'photo', media: id } }] }),
    ).rejects.toThrow("can't use file of type Animation as Photo");
    const block = { type: 'animation', animation: { type: 'animation', media: id } } as const;
    expect((await api.sendRichMessage(MIA, { blocks: [block] })).rich_message.blocks).toMatchObject([
      { animation: { file_id: id } },
    ]);
  });
});
