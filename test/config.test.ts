import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatProblems, parseConfig, settings } from '../src/config.ts';

const root = join(import.meta.dirname, '..');
const names = Object.keys(settings.shape);
const folder = mkdtempSync(join(tmpdir(), 'content-'));

function problemsOf(environment: Record<string, string>) {
  const result = parseConfig({ CONTENT_DIR: folder, ...environment });
  return result.ok ? [] : result.problems;
}

function configOf(environment: Record<string, string> = {}) {
  const result = parseConfig({ CONTENT_DIR: folder, ...environment });
  if (!result.ok) throw new Error(formatProblems(result.problems));
  return result.config;
}

describe('settings', () => {
  it('have the documented defaults', () => {
    expect(configOf()).toMatchObject({
      telegram: { token: undefined, apiRoot: 'https://api.telegram.org' },
      site: { name: 'Work Notes', url: undefined, template: '{site}/articles/{slug}' },
      authorIds: [],
      checkSchedule: '* * * * *',
      timezone: 'UTC',
      delivery: {
        sendRate: 30,
        paidBroadcast: false,
        announceDelayMs: 0,
        announceMode: 'auto',
        staleAfterMs: 48 * 3_600_000,
        pushesAtOnce: 3,
        unsure: 'resend',
      },
      http: { host: '127.0.0.1', port: 8080 },
      logLevel: 'info',
    });
  });

  it.each([
    ['BOT_TOKEN', 'my-token'],
    ['TELEGRAM_API_ROOT', 'api.telegram.org'],
    ['CONTENT_DIR', join(folder, 'missing')],
    ['CONTENT_DIR', `${folder}:${join(folder, 'missing')}`],
    ['CONTENT_DIR', ':'],
    ['SITE_NAME', 'x'.repeat(61)],
    ['SITE_URL', 'javascript:alert(1)'],
    ['ARTICLE_URL_TEMPLATE', '{site}/blog'],
    ['AUTHOR_IDS', '12,ada'],
    ['AUTHOR_IDS', '-5'],
    ['CHECK_SCHEDULE', 'every minute'],
    ['TIMEZONE', 'Mars/Olympus'],
    ['SEND_RATE', '0'],
    ['SEND_RATE', '2.5'],
    ['SEND_RATE', '1001'],
    ['ANNOUNCE_DELAY', 'soon'],
    ['ANNOUNCE_DELAY', '-5'],
    ['ANNOUNCE_MODE', 'ask'],
    ['STALE_AFTER', '2w'],
    ['PUSHES_AT_ONCE', '0'],
    ['PUSHES_AT_ONCE', '13'],
    ['PAID_BROADCAST', 'yes'],
    ['UNSURE', 'maybe'],
    ['HOST', 'not a host'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['LOG_LEVEL', 'loud'],
  ])('refuse %s=%s and say what is accepted', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems.map((problem) => problem.name)).toEqual([name]);
    expect(problems[0]?.accepted).not.toBe('');
  });

  it('report every problem at once', () => {
    const problems = problemsOf({ PORT: 'eighty', TIMEZONE: 'here', LOG_LEVEL: 'loud' });
    expect(problems.map((problem) => problem.name)).toEqual(['TIMEZONE', 'PORT', 'LOG_LEVEL']);
    expect(formatProblems(problems)).toContain('3 settings are wrong');
    expect(formatProblems(problems)).toContain('eighty');
  });

  it('never show a refused token', () => {
    expect(formatProblems(problemsOf({ BOT_TOKEN: 'secret words' }))).not.toContain('secret');
  });

  it.each([
    [
      'TELEGRAM_API_ROOT',
      'http://127.0.0.1:8081/',
      (c: ReturnType<typeof configOf>) => c.telegram.apiRoot,
      'http://127.0.0.1:8081',
    ],
    ['SITE_URL', 'https://example.org/', (c: ReturnType<typeof configOf>) => c.site.url, 'https://example.org'],
    ['AUTHOR_IDS', ' 12, 345 ,', (c: ReturnType<typeof configOf>) => c.authorIds, [12, 345]],
    ['CHECK_SCHEDULE', '*/10 * * * * *', (c: ReturnType<typeof configOf>) => c.checkSchedule, '*/10 * * * * *'],
    ['ANNOUNCE_DELAY', '5', (c: ReturnType<typeof configOf>) => c.delivery.announceDelayMs, 5_000],
    ['ANNOUNCE_DELAY', '5m', (c: ReturnType<typeof configOf>) => c.delivery.announceDelayMs, 300_000],
    ['STALE_AFTER', '36', (c: ReturnType<typeof configOf>) => c.delivery.staleAfterMs, 36 * 3_600_000],
    ['STALE_AFTER', '7d', (c: ReturnType<typeof configOf>) => c.delivery.staleAfterMs, 7 * 86_400_000],
    ['PAID_BROADCAST', 'true', (c: ReturnType<typeof configOf>) => c.delivery.paidBroadcast, true],
    ['PORT', '0', (c: ReturnType<typeof configOf>) => c.http.port, 0],
    ['PORT', '', (c: ReturnType<typeof configOf>) => c.http.port, 8080],
  ])('read %s=%s', (name, value, pick, expected) => {
    expect(pick(configOf({ [name]: value }))).toEqual(expected);
  });

  it('leave the author of a live bot a minute to cancel, and the playground none', () => {
    const token = '4242:fake-token-of-a-bot-in-a-test';
    expect(configOf({ BOT_TOKEN: token }).delivery.announceDelayMs).toBe(60_000);
    expect(configOf({ BOT_TOKEN: token, ANNOUNCE_DELAY: '0' }).delivery.announceDelayMs).toBe(0);
    expect(configOf().delivery.announceDelayMs).toBe(0);
  });

  it('refuse a live bot that waits for approval and has nobody to give it', () => {
    const live = { BOT_TOKEN: '4242:fake-token-of-a-bot-in-a-test', ANNOUNCE_MODE: 'approve' };
    expect(problemsOf(live).map(({ name }) => name)).toEqual(['ANNOUNCE_MODE']);
    expect(problemsOf({ ...live, AUTHOR_IDS: '7' })).toEqual([]);
    expect(problemsOf({ ANNOUNCE_MODE: 'approve' })).toEqual([]);
  });

  it('take a file where a folder belongs for a mistake', () => {
    const file = join(folder, 'article.md');
    writeFileSync(file, '# Hello');
    expect(problemsOf({ CONTENT_DIR: file })).toHaveLength(1);
  });
});

describe('the settings contract', () => {
  it('has each setting in .env.example, with its default', () => {
    const example = readFileSync(join(root, '.env.example'), 'utf8');
    const lines = [...example.matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(
      ([, name = '', value = '']) => [name, value] as const,
    );
    expect(lines.map(([name]) => name)).toEqual(names);
    const uncommented = Object.fromEntries(lines.filter(([name]) => name !== 'CONTENT_DIR'));
    expect(configOf(uncommented)).toEqual(configOf());
  });

  it('has each setting in the table of the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const table = readme.slice(readme.indexOf('## Settings'));
    const rows = [...table.slice(0, table.indexOf('\n## ', 5)).matchAll(/^\| `([A-Z_]+)` \|/gm)].map(
      ([, name]) => name,
    );
    expect(rows).toEqual(names);
  });
});
