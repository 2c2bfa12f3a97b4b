import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Cover } from '../catalog/article.ts';
import type { MediumKind, PhotoMemory } from './input-media.ts';

/** Where file ids are kept. A file id is good for one bot only. */
export interface FileIds {
  get(key: { botId: number; kind: MediumKind; contentHash: string }): Promise<string | undefined>;
  set(key: { botId: number; kind: MediumKind; contentHash: string }, fileId: string, now: Date): Promise<void>;
}

/** Remembers pictures by where they are and, for files, by size and time of change, so that a new version is uploaded. */
export function createPhotoMemory(fileIds: FileIds, botId: number, now: () => Date): PhotoMemory {
  return {
    async look(photo, kind = 'photo') {
      const key = { botId, kind, contentHash: await fingerprint(photo) };
      return { fileId: await fileIds.get(key), remember: (fileId) => fileIds.set(key, fileId, now()) };
    },
  };
}

async function fingerprint(photo: Cover): Promise<string> {
  return createHash('sha256')
    .update(await describe(photo))
    .digest('hex');
}

async function describe(photo: Cover): Promise<string> {
  if (photo.kind === 'url') return photo.url;
  const { size, mtimeMs } = await stat(photo.path);
  return `${photo.path}\n${size}\n${mtimeMs}`;
}
