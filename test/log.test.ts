import { describe, expect, it } from 'vitest';
import { createLogger, redactSecrets } from '../src/log.ts';

const TOKEN = `123456789:${'A'.repeat(35)}`;

function capture(secrets: string[] = []) {
  const lines: string[] = [];
  return { log: createLogger({ level: 'debug', secrets, write: (line) => lines.push(line) }), lines };
}

describe('the logger', () => {
  it('writes one JSON line an event, with its fields', () => {
    const { log, lines } = capture();
    log.info('listening', { port: 8080 });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'listening', port: 8080 });
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['a message', `polling with ${TOKEN}`, {}],
    ['a field', 'request', { url: `https://api.telegram.org/bot${TOKEN}/getMe` }],
    ['an error', 'failed', { error: new Error(`fetch https://x/bot${TOKEN}/sendMessage`) }],
    ['the cause of an error', 'failed', { error: new Error('outer', { cause: new Error(`bot${TOKEN}`) }) }],
  ])('leaves the token out of %s', (_place, text, fields) => {
    const { log, lines } = capture();
    log.error(text, fields);
    expect(lines.join('')).not.toContain('AAAA');
    expect(lines.join('')).toContain('[bot token]');
  });

  it('leaves out a known secret that does not look like a token', () => {
    const { log, lines } = capture(['1:short']);
    log.warn('calling bot1:short/getMe');
    expect(lines.join('')).not.toContain('1:short');
  });

  it('writes nothing of an error but name, message, stack and causes', () => {
    const { log, lines } = capture();
    log.error('failed', { error: Object.assign(new Error('boom'), { ctx: { text: 'a private message' } }) });
    expect(lines.join('')).not.toContain('private');
    expect(lines.join('')).toContain('boom');
  });
});

describe('redactSecrets', () => {
  it('keeps text without secrets as it is', () => {
    expect(redactSecrets('at 10:30 in room 4:2')).toBe('at 10:30 in room 4:2');
  });
});
