import type { StoredFile } from '../account/files.ts';
import { contentType } from '../api/described-file.ts';

/** A file for the page. Documents come as downloads, so nothing a bot sends runs here. */
export function fileResponse(file: StoredFile | undefined): Response {
  if (file === undefined) return Response.json({ error: 'There is no such file.' }, { status: 404 });
  if ('url' in file.content) return new Response(null, { status: 302, headers: { location: file.content.url } });
  const inline = file.kind !== 'document';
  const name = encodeURIComponent(file.fileName);
  return new Response(new Uint8Array(file.content.bytes), {
    headers: {
      'content-type': contentType(file),
      'content-disposition': inline ? 'inline' : `attachment; filename*=UTF-8''${name}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=31536000, immutable',
    },
  });
}
