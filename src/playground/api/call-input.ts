import { badRequest } from './envelope.ts';

/** A file that came with a call. */
export interface Upload {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** A call's parameters as they came: JSON values, or strings where the transport knows nothing else. */
export interface CallInput {
  readonly params: Readonly<Record<string, unknown>>;
  /** By the name that `attach://<name>` refers to. */
  readonly uploads: ReadonlyMap<string, Upload>;
}

/**
 * Reads the parameters of a Bot API request from the query string and from a JSON, urlencoded or multipart body.
 * A file sent directly under a parameter's name is turned into `attach://<that name>`.
 */
export async function readCallInput(request: Request): Promise<CallInput> {
  const params: Record<string, unknown> = Object.fromEntries(new URL(request.url).searchParams);
  const uploads = new Map<string, Upload>();
  const type = request.headers.get('content-type') ?? '';
  if (request.method === 'GET') return { params, uploads };
  if (type.startsWith('application/json')) {
    Object.assign(params, readJsonObject(await request.text()));
  } else if (type.startsWith('application/x-www-form-urlencoded')) {
    Object.assign(params, Object.fromEntries(new URLSearchParams(await request.text())));
  } else if (type.startsWith('multipart/form-data')) {
    await readForm(await request.formData(), params, uploads);
  }
  return { params, uploads };
}

function readJsonObject(text: string): object {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Falls through to the refusal below: what the parser says would only repeat the body.
  }
  throw badRequest('request body must be a JSON object');
}

async function readForm(form: FormData, params: Record<string, unknown>, uploads: Map<string, Upload>): Promise<void> {
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      params[name] = value;
    } else {
      uploads.set(name, { fileName: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
    }
  }
  // grammY names each file by a random id that a parameter refers to; plain clients use the parameter's own name.
  const referred = JSON.stringify(params);
  for (const name of uploads.keys()) {
    if (!(name in params) && !referred.includes(`attach://${name}`)) params[name] = `attach://${name}`;
  }
}
