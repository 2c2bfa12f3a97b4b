import { createHash } from 'node:crypto';
import type { ImageSize } from '../../catalog/image-size.ts';

/** Named as the blocks of rich messages that show them. */
export const FILE_KINDS = ['photo', 'document', 'animation', 'video', 'audio', 'voice_note'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** A file the bot sent. One given by address has no bytes here: nothing is fetched. */
export interface StoredFile {
  readonly fileId: string;
  readonly kind: FileKind;
  readonly fileName: string;
  readonly content: { readonly bytes: Uint8Array } | { readonly url: string };
  readonly size?: ImageSize;
}

// Telegram's ids of these kinds begin so; nothing reads the rest.
const ID_PREFIXES: Record<FileKind, string> = {
  photo: 'AgACAgIAAx',
  document: 'BQACAgIAAx',
  animation: 'CgACAgIAAx',
  video: 'BAACAgIAAx',
  audio: 'CQACAgIAAx',
  voice_note: 'AwACAgIAAx',
};

/** Takes a file in; the same content under the same name keeps its id. */
export function keepFile(files: Map<string, StoredFile>, file: Omit<StoredFile, 'fileId'>): StoredFile {
  const hash = createHash('sha256')
    .update('url' in file.content ? file.content.url : file.content.bytes)
    .update(`\0${file.kind === 'photo' ? '' : file.fileName}`)
    .digest('base64url');
  const kept: StoredFile = { ...file, fileId: ID_PREFIXES[file.kind] + hash.slice(0, 32) };
  // Newest last, also when it was there before: the oldest are the first to be left out of the saved state.
  files.delete(kept.fileId);
  files.set(kept.fileId, kept);
  return kept;
}

/** The id that stays the same for every bot, from a file's id. */
export function uniqueId(fileId: string): string {
  return `AQAD${fileId.slice(-12)}`;
}

/** Where `getFile` says the file is, e.g. `photos/AgAC….jpg`. */
export function filePath(file: StoredFile): string {
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(file.fileName)?.[0] ?? '';
  return `${file.kind}s/${file.fileId}${extension}`;
}

/** Size in bytes; 0 for one given by address. */
export function fileSize(file: StoredFile): number {
  return 'bytes' in file.content ? file.content.bytes.byteLength : 0;
}
