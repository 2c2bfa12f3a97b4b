import type {
  InlineAnswer,
  InlineChoice,
  InlineQuestion,
  PlaygroundEvent,
  PlaygroundState,
  PressButton,
  PublishedSample,
  SendText,
  SetBlocked,
} from '../chat-protocol.ts';

const ROOT = '/playground';

export async function loadState(): Promise<PlaygroundState> {
  return read(await fetch(`${ROOT}/state`, { cache: 'no-store' }));
}

/** Opens the stream of events; the caller closes it. */
export function openEvents(): EventSource {
  return new EventSource(`${ROOT}/events`);
}

/** Reads one line of the stream. */
export function parseEvent(line: string): PlaygroundEvent {
  return JSON.parse(line) as PlaygroundEvent;
}

export async function sendText(chatId: number, text: string): Promise<void> {
  await post(`chats/${chatId}/messages`, { text } satisfies SendText);
}

export async function sendPress(chatId: number, press: PressButton): Promise<void> {
  await post(`chats/${chatId}/presses`, press);
}

export async function sendBlocked(chatId: number, blocked: boolean): Promise<void> {
  await post(`chats/${chatId}/block`, { blocked } satisfies SetBlocked);
}

export async function askInline(chatId: number, question: InlineQuestion): Promise<InlineAnswer> {
  return (await post(`chats/${chatId}/inline`, question)) as InlineAnswer;
}

export async function chooseInline(chatId: number, choice: InlineChoice): Promise<void> {
  await post(`chats/${chatId}/inline/choice`, choice);
}

export async function publishSample(): Promise<PublishedSample> {
  return (await post('publish', {})) as PublishedSample;
}

/** Where the bytes of a photo or document are. */
export function fileUrl(fileId: string): string {
  return `${ROOT}/files/${encodeURIComponent(fileId)}`;
}

async function post(path: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  return read(await fetch(`${ROOT}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function read<Body>(response: Response): Promise<Body> {
  const body = (await response.json().catch(() => ({}))) as { error?: string };
  if (!response.ok) throw new Error(body.error ?? `The playground answered ${response.status}.`);
  return body as Body;
}
