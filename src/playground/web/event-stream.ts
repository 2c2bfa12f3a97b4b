import type { Events } from '../account/events.ts';

// Proxies and browsers close silent streams.
const KEEP_ALIVE_MS = 15_000;

/** The events of the chats as a server-sent stream that ends with `signal` or when the reader goes. */
export function eventStream(events: Events, signal: AbortSignal): Response {
  let close: () => void;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const unsubscribe = events.subscribe((event) => write(`data: ${JSON.stringify(event)}\n\n`));
      const timer = setInterval(() => write(': still here\n\n'), KEEP_ALIVE_MS);
      const end = () => {
        close();
        controller.close();
      };
      close = () => {
        clearInterval(timer);
        unsubscribe();
        signal.removeEventListener('abort', end);
      };
      signal.addEventListener('abort', end, { once: true });
      write(': welcome\n\n');
    },
    cancel: () => close(),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}
