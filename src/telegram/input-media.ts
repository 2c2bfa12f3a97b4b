import { InputFile } from 'grammy';
import type { Cover } from '../catalog/article.ts';
import { interpretFailure } from './outcome.ts';

/** Telegram keeps what it was sent under a file id, so each picture is uploaded once. */
export interface PhotoMemory {
  /** A file id serves for one kind of sending only; without `kind` it is that of a photo. */
  find(photo: Cover, kind?: MediumKind): Promise<string | undefined>;
  remember(photo: Cover, fileId: string, kind?: MediumKind): Promise<void>;
}

export type MediumKind = 'photo' | 'animation';

/** A picture, still or moving, that a message shows. */
export interface Medium {
  readonly kind: MediumKind;
  readonly source: Cover;
}

/** What stands for a medium in a call: a file id, an address, or a file to upload. */
export type MediumFile = string | InputFile;

/**
 * Makes a call with media: by file ids where they are known, else by uploading them or naming their addresses, and
 * keeps the file ids that come back, for each medium in its place. Throws what the call throws.
 */
export async function withMedia<Sent>(
  media: readonly Medium[],
  photos: PhotoMemory | undefined,
  call: (files: readonly MediumFile[]) => Promise<Sent>,
  idsOf: (sent: Sent) => readonly (string | undefined)[],
): Promise<Sent> {
  const known = await Promise.all(media.map(({ source, kind }) => photos?.find(source, kind)));
  if (known.some((id) => id !== undefined)) {
    try {
      const sent = await call(media.map((medium, index) => known[index] ?? fresh(medium)));
      const unknown = media.map((medium, index) => (known[index] === undefined ? medium : undefined));
      await rememberAll(unknown, idsOf(sent), photos);
      return sent;
    } catch (error) {
      // An id may have been another bot's or have grown old; the picture itself still works.
      if (interpretFailure(error).state !== 'refused') throw error;
    }
  }
  const sent = await call(media.map(fresh));
  await rememberAll(media, idsOf(sent), photos);
  return sent;
}

function fresh({ source }: Medium): MediumFile {
  return source.kind === 'file' ? new InputFile(source.path) : source.url;
}

async function rememberAll(
  media: readonly (Medium | undefined)[],
  ids: readonly (string | undefined)[],
  photos: PhotoMemory | undefined,
): Promise<void> {
  for (const [index, medium] of media.entries()) {
    const id = ids[index];
    if (medium === undefined || id === undefined) continue;
    // The message is out, whatever becomes of the memory: at worst the picture is uploaded once more.
    await photos?.remember(medium.source, id, medium.kind).catch(() => undefined);
  }
}
