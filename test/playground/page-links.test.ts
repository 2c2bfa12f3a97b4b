import { describe, expect, it } from 'vitest';
import { deepLinkText, safeHref } from '../../src/playground/page/links.ts';

describe('safeHref', () => {
  it.each([
    ['https://example.org/a?b=c', 'https://example.org/a?b=c'],
    ['http://example.org', 'http://example.org/'],
    ['example.org/path', 'https://example.org/path'],
    ['mailto:me@example.org', 'mailto:me@example.org'],
    ['tg://resolve?domain=some_bot', 'tg://resolve?domain=some_bot'],
    ['javascript:alert(1)', undefined],
    [' JavaScript:alert(1)', undefined],
    ['data:text/html,<b>x</b>', undefined],
    ['file:///etc/passwd', undefined],
    ['', undefined],
  ])('reads %j as %j', (address, href) => {
    expect(safeHref(address)).toBe(href);
  });
});

describe('deepLinkText', () => {
  it.each([
    ['https://t.me/work_notes_bot?start=a_k3v9', '/start a_k3v9'],
    ['http://telegram.me/Work_Notes_Bot?start=x', '/start x'],
    ['https://t.me/work_notes_bot/?start=x', '/start x'],
    ['tg://resolve?domain=work_notes_bot&start=x', '/start x'],
    ['https://t.me/work_notes_bot?start=', '/start'],
    ['https://t.me/work_notes_bot', ''],
    ['https://t.me/other_bot?start=x', undefined],
    ['https://t.me/work_notes_bot/7', undefined],
    ['https://example.org/work_notes_bot?start=x', undefined],
    ['no address', undefined],
  ])('reads %j as %j', (address, text) => {
    expect(deepLinkText(address, 'work_notes_bot')).toBe(text);
  });
});
