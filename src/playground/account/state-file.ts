import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from '../../log.ts';
import { readState, type SavedState } from './saved-state.ts';

/** Saves soon after something changed, and for the last time when it is closed. */
export interface StateFile {
  changed(): void;
  close(): Promise<void>;
}

const SAVE_DELAY_MS = 300;
// Writing the state holds up the server: for thousands of chats it is done less often, a twentieth of the time at most.
const CHARACTERS_PER_MS = 2_500;

/** Reads the state an earlier run left. A file that cannot be read is set aside as `<path>.broken`. */
export async function loadState(path: string, log: Logger): Promise<SavedState | undefined> {
  let json: string;
  try {
    json = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The playground's state ${path} cannot be read.`, { cause: error });
  }
  try {
    return readState(json);
  } catch (error) {
    const aside = `${path}.broken`;
    await rename(path, aside);
    log.warn('playground state is broken, starting afresh', { aside, error });
    return undefined;
  }
}

/** Writes what `write` gives (`last` as the file is closed) to `path` by way of a temporary file, so a crash leaves the old state or the new one. */
export function createStateFile(path: string, write: (last: boolean) => string, log: Logger): StateFile {
  let timer: NodeJS.Timeout | undefined;
  let length = 0;
  let saving: Promise<void> = Promise.resolve();

  const save = async (last: boolean) => {
    const temporary = `${path}.tmp`;
    await mkdir(dirname(path), { recursive: true });
    const state = write(last);
    length = state.length;
    await writeFile(temporary, state);
    await rename(temporary, path);
  };
  const saveNext = (last: boolean) => {
    timer = undefined;
    saving = saving
      .then(() => save(last))
      .catch((error: unknown) => log.error('playground state could not be saved', { error }));
  };
  return {
    changed() {
      timer ??= setTimeout(() => saveNext(false), Math.max(SAVE_DELAY_MS, length / CHARACTERS_PER_MS));
    },
    async close() {
      clearTimeout(timer);
      saveNext(true);
      await saving;
    },
  };
}
