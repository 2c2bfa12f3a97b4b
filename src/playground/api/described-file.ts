import { extname } from 'node:path';
import { imageType } from '../../catalog/image-size.ts';
import { fileSize, type StoredFile, uniqueId } from '../account/files.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.mov': 'video/quicktime',
  '.gif': 'image/gif',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.ogg': 'audio/ogg',
  '.oga': 'audio/ogg',
};
// Nothing here looks into films, and into pictures that lie elsewhere.
const ASSUMED_SIZE = { width: 1_280, height: 720 };

/** A file as messages show it: the `PhotoSize`, `Document`, `Animation`, `Video`, `Audio` or `Voice` of the Bot API. */
export function describeFile(file: StoredFile): object {
  const { fileId, fileName, kind } = file;
  const common = { file_id: fileId, file_unique_id: uniqueId(fileId), file_size: fileSize(file) };
  const named = { file_name: fileName, ...common };
  switch (kind) {
    case 'photo':
      return { ...common, ...(file.size ?? ASSUMED_SIZE) };
    case 'document':
      return named;
    case 'animation':
    case 'video':
      return { ...named, ...(file.size ?? ASSUMED_SIZE), duration: 0, mime_type: contentType(file) };
    case 'audio':
      return { ...named, duration: 0, mime_type: contentType(file) };
    case 'voice_note':
      return { ...common, duration: 0, mime_type: contentType(file) };
  }
}

/** The content type a stored file is shown with; everything but pictures, films and sounds is plain bytes. */
export function contentType(file: StoredFile): string {
  const ofPicture = 'bytes' in file.content ? imageType(file.content.bytes) : undefined;
  const ofName = file.kind === 'document' ? undefined : MEDIA_TYPES[extname(file.fileName).toLowerCase()];
  return ofPicture ?? ofName ?? 'application/octet-stream';
}
