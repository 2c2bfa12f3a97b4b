/** Reads a value this browser kept under a name; the fallback when there is none. */
export function remembered<Value>(name: string, fallback: Value): Value {
  try {
    const text = localStorage.getItem(name);
    return text === null ? fallback : (JSON.parse(text) as Value);
  } catch {
    // Storage may be switched off or hold something older: the page works without its memory.
    return fallback;
  }
}

/** Keeps a value in this browser under a name, where the browser allows it. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // As above: nothing here is worth an error in front of a person.
  }
}
