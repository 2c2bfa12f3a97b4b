import { imageSize, imageType } from '../../catalog/image-size.ts';
import { PHOTO_LIMIT_BYTES } from '../../telegram/limits.ts';
import type { Account } from '../account/account.ts';
import { type FileKind, fileSize, keepFile, type StoredFile } from '../account/files.ts';
import type { Upload } from './call-input.ts';
import { badRequest, Refusal } from './envelope.ts';
import { checkLink } from './link.ts';
import type { CallContext } from './method.ts';
import type { Content } from './posting.ts';

// By core.telegram.org/bots/api#sending-files and #sendphoto.
const UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024;
const PHOTO_SIDES_LIMIT = 10_000;
const PHOTO_RATIO_LIMIT = 20;

/** The file a parameter names: one uploaded with the call, one sent before, or one by address. */
export function readFile(kind: FileKind, value: string | undefined, { account, uploads }: CallContext): StoredFile {
  if (value === undefined || value === '') throw badRequest(`There is no ${kind} in the request`);
  if (value.startsWith('attach://')) {
    const upload = uploads.get(value.slice('attach://'.length));
    if (upload === undefined) throw badRequest(`There is no ${kind} in the request`);
    return keepUpload(kind, upload, account);
  }
  if (/^https?:\/\//i.test(value)) {
    if (checkLink(value) !== undefined) throw badRequest('wrong HTTP URL specified');
    // Nothing is fetched here: the page shows the address, so a picture that Telegram could not load passes.
    const fileName = value.split(/[/?#]/).findLast((part) => part.includes('.')) ?? kind;
    return keepFile(account.files, { kind, fileName, content: { url: value } });
  }
  const known = account.files.get(value);
  if (known === undefined) throw badRequest('wrong remote file identifier specified: wrong string length');
  if (known.kind !== kind) throw badRequest(`Can't use file of type ${LABELS[known.kind]} as ${LABELS[kind]}`);
  return known;
}

function keepUpload(kind: FileKind, { fileName, bytes }: Upload, account: Account): StoredFile {
  if (bytes.byteLength === 0) throw badRequest('file must be non-empty');
  if (bytes.byteLength > UPLOAD_LIMIT_BYTES) throw new Refusal(413, 'Request Entity Too Large');
  if (kind !== 'photo') {
    const size = imageSize(bytes);
    return keepFile(account.files, { kind, fileName, content: { bytes }, ...(size === undefined ? {} : { size }) });
  }
  if (bytes.byteLength > PHOTO_LIMIT_BYTES) throw badRequest('file is too big for a photo');
  if (imageType(bytes) === undefined) throw badRequest('IMAGE_PROCESS_FAILED');
  const size = imageSize(bytes);
  if (size === undefined) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = size;
  const ratio = Math.max(width / height, height / width);
  if (width + height > PHOTO_SIDES_LIMIT || ratio > PHOTO_RATIO_LIMIT) throw badRequest('PHOTO_INVALID_DIMENSIONS');
  return keepFile(account.files, { kind, fileName, content: { bytes }, size });
}

/** A stored file as the part of a message that shows it. */
export function mediaContent(file: StoredFile): Pick<Content, 'photo' | 'document'> {
  const { kind, fileId, fileName } = file;
  return kind === 'photo' ? { photo: { fileId } } : { document: { fileId, fileName, size: fileSize(file) } };
}

const LABELS: Record<FileKind, string> = {
  photo: 'Photo',
  document: 'Document',
  animation: 'Animation',
  video: 'Video',
  audio: 'Audio',
  voice_note: 'VoiceNote',
};
