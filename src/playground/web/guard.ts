import type { MiddlewareHandler } from 'hono';

export interface GuardOptions {
  /** The address the server listens on. */
  readonly host: string;
  readonly port: () => number;
  /** Further values of the Host header to accept, with or without a port. */
  readonly allowedHosts: readonly string[];
}

/**
 * Refuses requests that name another host, as a page elsewhere would make them after pointing its name here, and
 * changes that a page of another origin asks for.
 */
export function guardHost({ host, port, allowedHosts }: GuardOptions): MiddlewareHandler {
  const names = new Set(['localhost', '127.0.0.1', '[::1]', host.includes(':') ? `[${host}]` : host]);
  const isOurs = (header: string) => {
    const name = header.replace(/:\d+$/, '');
    return (
      allowedHosts.includes(header) ||
      allowedHosts.includes(name) ||
      (names.has(name) && header === `${name}:${port()}`)
    );
  };
  return async (context, next) => {
    const header = (context.req.header('host') ?? '').toLowerCase();
    // Browsers leave the port out of the header when it is 80.
    if (!isOurs(header) && !isOurs(`${header}:80`)) {
      return context.json({ error: 'This server answers only under its own address.' }, 403);
    }
    const origin = context.req.header('origin');
    const changes = context.req.method !== 'GET' && context.req.method !== 'HEAD';
    if (changes && origin !== undefined && URL.parse(origin)?.host !== URL.parse(`http://${header}`)?.host) {
      return context.json({ error: 'This request comes from another site.' }, 403);
    }
    await next();
    return undefined;
  };
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src * data:',
  'media-src *',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Lets the page load its own files and pictures, films and sounds from anywhere, and nothing else. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  headers.set('content-security-policy', headers.get('content-security-policy') ?? POLICY);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'no-referrer');
  headers.set('cross-origin-resource-policy', 'same-origin');
};
