import type { Bot } from 'grammy';
import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import { loadTexts } from '../../src/locales/texts.ts';
import { renderDigest } from '../../src/render/digest.ts';
import type { TextMessage } from '../../src/render/message.ts';
import { sampleArticle, sampleTag } from '../render/sample-article.ts';

const NUMBERS = ['1', '2', '3', '4', '5', '6', '7', '8'];

export const GREETING = 'Hello Mia! A secret. /help <b>x</b>';

/** Gives a bot a few answers that between them show what the page can draw. */
export async function scriptBot(bot: Bot): Promise<void> {
  bot.command('start', (context) => {
    if (context.match) return context.reply(`Started with ${context.match}`);
    const entities: MessageEntity[] = [
      { type: 'bold', offset: 0, length: 9 },
      { type: 'italic', offset: 6, length: 3 },
      { type: 'spoiler', offset: 13, length: 6 },
      { type: 'bot_command', offset: 21, length: 5 },
    ];
    return context.reply(GREETING, { entities });
  });
  bot.command('list', (context) => {
    const keys = NUMBERS.map((text) => ({ text, callback_data: text }));
    return context.reply('Page 1', { reply_markup: { inline_keyboard: [keys, pager(1)] } });
  });
  bot.command('link', (context) => {
    const url = 'https://t.me/work_notes_bot?start=a_k3v9';
    return context.reply('Here: Open article', { entities: [{ type: 'text_link', offset: 6, length: 12, url }] });
  });
  bot.command('wide', (context) => {
    const word = 'x'.repeat(300);
    return context.reply(`${word}\n${word}`, { entities: [{ type: 'pre', offset: 0, length: 300, language: 'sql' }] });
  });
  bot.on('message:text', (context) => context.reply(`You said ${context.message.text}`));
  bot.on('callback_query', (context) => context.answerCallbackQuery());
  await bot.api.setMyCommands([
    { command: 'help', description: 'What I can do' },
    { command: 'list', description: 'A list with pages' },
  ]);
}

/** A digest of this many articles, as readers get it. */
export function sampleDigest(articles: number): TextMessage {
  const entries = Array.from({ length: articles }, (_, index) => {
    const title = `What flexbox is good for, and what it is not: part ${index + 1}`;
    return { article: sampleArticle({ title }), tag: sampleTag('web development') };
  });
  return renderDigest(entries, { words: loadTexts().for('en') });
}

/** The last row of a list: back, where one is, on. */
export function pager(page: number): InlineKeyboardButton[] {
  return [
    { text: '‹', callback_data: `page:${page - 1}` },
    { text: String(page), callback_data: 'noop' },
    { text: '›', callback_data: `page:${page + 1}` },
  ];
}
