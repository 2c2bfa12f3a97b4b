import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Logger } from '../../log.ts';
import type { Account } from '../account/account.ts';
import { type Chat, MESSAGES_PER_CHAT } from '../account/chats.ts';
import { askInline, chooseInline } from '../account/inline.ts';
import { pressButton, setBlocked, writeText } from '../account/people.ts';
import { describeBot } from '../account/profile.ts';
import type { PlaygroundState, PublishedSample } from '../chat-protocol.ts';
import { eventStream } from './event-stream.ts';
import { fileResponse } from './stored-file.ts';

export interface PageOptions {
  readonly account: Account;
  readonly publishSample: (() => Promise<PublishedSample>) | undefined;
  readonly log: Logger;
  readonly stopping: AbortSignal;
  readonly changed: () => void;
}

const sendText = z.object({ text: z.string() });
const pressed = z.object({ messageId: z.int(), data: z.string() });
const blocking = z.object({ blocked: z.boolean() });
const question = z.object({ query: z.string(), offset: z.string() });
const choice = z.object({ queryId: z.string(), resultId: z.string() });

/** The page's side of `chat-protocol.ts`, without the leading `/playground`. */
export function pageRoutes({
  account,
  publishSample,
  log,
  stopping,
  changed,
}: PageOptions): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.get('/state', (context) => context.json(describeState(account)));
  app.get('/events', () => eventStream(account.events, stopping));
  app.get('/files/:id', (context) => fileResponse(account.files.get(context.req.param('id'))));

  app.post('/chats/:chat/messages', async (context) => {
    const request = await readRequest(account, context.req, sendText);
    if ('error' in request) return context.json(request, 400);
    const attempt = writeText(account, request.chat, request.body.text);
    changed();
    return attempt.done ? context.json(attempt.value) : context.json({ error: attempt.why }, 400);
  });
  app.post('/chats/:chat/presses', async (context) => {
    const request = await readRequest(account, context.req, pressed);
    if ('error' in request) return context.json(request, 400);
    pressButton(account, request.chat, request.body.messageId, request.body.data);
    changed();
    return context.json({});
  });
  app.post('/chats/:chat/block', async (context) => {
    const request = await readRequest(account, context.req, blocking);
    if ('error' in request) return context.json(request, 400);
    setBlocked(account, request.chat, request.body.blocked);
    changed();
    return context.json({});
  });
  app.post('/chats/:chat/inline', async (context) => {
    const request = await readRequest(account, context.req, question);
    if ('error' in request) return context.json(request, 400);
    const attempt = await askInline(account, request.chat, request.body, stopping);
    changed();
    return attempt.done ? context.json(attempt.value) : context.json({ error: attempt.why }, 400);
  });
  app.post('/chats/:chat/inline/choice', async (context) => {
    const request = await readRequest(account, context.req, choice);
    if ('error' in request) return context.json(request, 400);
    const attempt = chooseInline(account, request.chat, request.body);
    changed();
    return attempt.done ? context.json(attempt.value) : context.json({ error: attempt.why }, 400);
  });
  app.post('/publish', async (context) => {
    if (publishSample === undefined) return context.json({ error: 'There is nowhere to publish to.' }, 404);
    try {
      return context.json(await publishSample());
    } catch (error) {
      log.error('the sample article could not be published', { error });
      return context.json({ error: 'The sample article could not be written; the log tells why.' }, 500);
    }
  });
  return app;
}

function describeState(account: Account): PlaygroundState {
  return {
    bot: describeBot(account.bot, account.profile),
    chats: [...account.chats.values()].map(({ persona, blocked, messages }) => ({
      persona,
      blocked,
      messages: messages.slice(-MESSAGES_PER_CHAT),
    })),
  };
}

interface PageRequest {
  param(name: string): string | undefined;
  text(): Promise<string>;
}

async function readRequest<Body>(
  account: Account,
  request: PageRequest,
  schema: z.ZodType<Body>,
): Promise<{ readonly chat: Chat; readonly body: Body } | { readonly error: string }> {
  const chat = account.chats.get(Number(request.param('chat')));
  if (chat === undefined) return { error: 'There is no such chat.' };
  try {
    return { chat, body: schema.parse(JSON.parse(await request.text())) };
  } catch {
    // Only the page sends these; which field is wrong helps nobody who reads this.
    return { error: 'The request is not what this address expects.' };
  }
}
