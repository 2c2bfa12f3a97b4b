import { InputFile } from 'grammy';
import type { Cover } from '../catalog/article.ts';
import { interpretFailure } from './outcome.ts';

/** Telegram keeps what it was sent under a file id, so each picture is uploaded once. */
export interface PhotoMemory {
  /** Looks a picture up as it is now. A file id serves for one kind of sending only; without `kind` it is that of a photo. */
  look(photo: Cover, kind?: MediumKind): Promise<KnownPhoto>;
}

export interface KnownPhoto {
  readonly fileId: string | undefined;
  /** Keeps a file id of the picture as it was when it was looked up, even if its file has been replaced meanwhile. */
  remember(fileId: string): Promise<void>;
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
  const known = await Promise.all(media.map(({ source, kind }) => photos?.look(source, kind)));
  if (known.some((photo) => photo?.fileId !== undefined)) {
    try {
      const sent = await call(media.map((medium, index) => known[index]?.fileId ?? fresh(medium)));
      const unknown = known.map((photo) => (photo?.fileId === undefined ? photo : undefined));
      await rememberAll(unknown, idsOf(sent));
      return sent;
    } catch (error) {
      // An id may have been another bot's or have grown old; the picture itself still works.
      if (interpretFailure(error).state !== 'refused') throw error;
    }
  }
  const sent = await call(media.map(fresh));
  await rememberAll(known, idsOf(sent));
  return sent;
}

function fresh({ source }: Medium): MediumFile {
  return source.kind === 'file' ? new InputFile(source.path) : source.url;
}

async function rememberAll(
  photos: readonly (KnownPhoto | undefined)[],
  ids: readonly (string | undefined)[],
): Promise<void> {
  for (const [index, photo] of photos.entries()) {
    const id = ids[index];
    // The message is out, whatever becomes of the memory: at worst the picture is uploaded once more.
    if (id !== undefined) await photo?.remember(id).catch(() => undefined);
  }
}
