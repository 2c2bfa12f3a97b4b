import type { PlaygroundEvent } from '../chat-protocol.ts';
import { loadState, openEvents, parseEvent } from './server.ts';
import type { Store } from './store.ts';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5_000;

/**
 * Keeps the store level with the server. Each time the stream of events opens, the state is read anew; events that
 * come in between wait and are applied to it, so nothing falls into the gap.
 */
export function keepConnected(store: Store): void {
  let retryMs = FIRST_RETRY_MS;
  open();

  function open() {
    const early: PlaygroundEvent[] = [];
    let level = false;
    const events = openEvents();
    events.onmessage = ({ data }: MessageEvent<string>) => {
      const event = parseEvent(data);
      if (level) store.apply(event);
      else early.push(event);
    };
    events.onopen = () => {
      loadState().then((state) => {
        if (events.readyState === EventSource.CLOSED) return;
        level = true;
        retryMs = FIRST_RETRY_MS;
        store.reset(state);
        early.forEach(store.apply);
        store.setConnected(true);
      }, retry);
    };
    events.onerror = retry;

    function retry() {
      if (events.readyState === EventSource.CLOSED && events.onerror === null) return;
      events.onerror = null;
      events.close();
      store.setConnected(false);
      setTimeout(open, retryMs);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    }
  }
}
