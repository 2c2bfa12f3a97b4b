const TELEGRAM_HOSTS: ReadonlySet<string> = new Set(['t.me', 'telegram.me', 'telegram.dog']);
const SAFE_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:', 'tg:']);

/** A link as the page may follow it; `undefined` for `javascript:` and whatever else is no address. */
export function safeHref(address: string): string | undefined {
  const url = parse(address) ?? parse(`https://${address}`);
  return url && SAFE_SCHEMES.has(url.protocol) ? url.href : undefined;
}

/**
 * What a link to this very bot would send when opened in Telegram: `/start x` for `https://t.me/<bot>?start=x`,
 * an empty string for a link that only opens the chat; `undefined` for every other address.
 */
export function deepLinkText(address: string, botUsername: string): string | undefined {
  const url = parse(address);
  if (!url) return undefined;
  const name = url.protocol === 'tg:' ? url.searchParams.get('domain') : telegramName(url);
  if (name?.toLowerCase() !== botUsername.toLowerCase()) return undefined;
  if (!url.searchParams.has('start')) return '';
  return `/start ${url.searchParams.get('start')}`.trim();
}

function telegramName(url: URL): string | undefined {
  if (!TELEGRAM_HOSTS.has(url.hostname)) return undefined;
  const [, name, ...rest] = url.pathname.split('/');
  return rest.every((part) => part === '') ? name : undefined;
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
