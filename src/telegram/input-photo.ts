import { InputFile } from 'grammy';
import type { PhotoSize } from 'grammy/types';
import type { Cover } from '../catalog/article.ts';
import { interpretFailure } from './outcome.ts';

/** Telegram keeps what it was sent under a file id, so each picture is uploaded once. */
export interface PhotoMemory {
  find(photo: Cover): Promise<string | undefined>;
  remember(photo: Cover, fileId: string): Promise<void>;
}

/**
 * Makes a call with a picture: by its file id where one is known, else by uploading it or naming its address, and keeps
 * the file id that comes back. Throws what the call throws.
 */
export async function withPhoto<Sent>(
  photo: Cover,
  photos: PhotoMemory | undefined,
  call: (file: string | InputFile) => Promise<Sent>,
  sizesOf: (sent: Sent) => readonly PhotoSize[] | undefined,
): Promise<Sent> {
  const knownFile = await photos?.find(photo);
  if (knownFile !== undefined) {
    try {
      return await call(knownFile);
    } catch (error) {
      // The id may have been another bot's or have grown old; the picture itself still works.
      if (interpretFailure(error).state !== 'refused') throw error;
    }
  }
  const sent = await call(photo.kind === 'file' ? new InputFile(photo.path) : photo.url);
  const fileId = largest(sizesOf(sent))?.file_id;
  // The message is out, whatever becomes of the memory: at worst the picture is uploaded once more.
  if (fileId !== undefined) await photos?.remember(photo, fileId).catch(() => undefined);
  return sent;
}

function largest(sizes: readonly PhotoSize[] | undefined): PhotoSize | undefined {
  return sizes?.toSorted((a, b) => b.width - a.width)[0];
}
