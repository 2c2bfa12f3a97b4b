import type { FileKind, StoredFile } from '../../account/files.ts';
import { describeFile } from '../described-file.ts';
import { badRequest } from '../envelope.ts';
import { readFile } from '../media.ts';
import type { CallContext } from '../method.ts';
import { type Fields, readFields } from './fields.ts';
import type { Tally } from './tally.ts';

/** What reading the media of a message needs to know. */
export interface MediaScope {
  readonly tally: Tally;
  readonly context: CallContext;
  /** Whether files may come with the call or by address; in inline results only those sent before are good. */
  readonly newFiles: boolean;
}

const MEDIA_TYPES: ReadonlySet<string> = new Set<FileKind>([
  'photo',
  'video',
  'animation',
  'audio',
  'document',
  'voice_note',
]);

/** Whether a block of this type shows a file; the kinds of files and these types have the same names. */
export function isMediaType(type: string): type is FileKind {
  return MEDIA_TYPES.has(type);
}

/** Reads the file of a media block, as the field that gives it back. The caption inside is ignored, by the documentation. */
export function readMedia(kind: FileKind, fields: Fields, { tally, context, newFiles }: MediaScope): object {
  const media = readFields(fields.required(kind), 'InputMedia');
  if (media.string('type') !== kind) throw badRequest(`InputMedia of the type "${kind}" expected`);
  tally.media();
  const source = media.string('media');
  if (!newFiles && /^(?:attach|https?):\/\//i.test(source)) {
    throw badRequest('only previously uploaded files can be used in the message');
  }
  const file: StoredFile = readFile(kind, source, context);
  const canHide = kind === 'photo' || kind === 'video' || kind === 'animation';
  return {
    [kind]: kind === 'photo' ? [describeFile(file)] : describeFile(file),
    ...(canHide && media.flag('has_spoiler') ? { has_spoiler: true } : {}),
  };
}
