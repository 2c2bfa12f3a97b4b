/** Work under way that nobody waits for one by one. */
export interface TaskSet {
  add(task: Promise<void>): void;
  size(): number;
  /** Resolves when no task is left, those added meanwhile included. */
  ended(): Promise<void>;
}

/** `onError` hears of tasks that reject, `onEnd` of each that ends in whatever way. */
export function createTaskSet(onError: (error: unknown) => void, onEnd: () => void): TaskSet {
  const tasks = new Set<Promise<void>>();
  return {
    add(task) {
      const watched = task.catch(onError).finally(() => {
        tasks.delete(watched);
        onEnd();
      });
      tasks.add(watched);
    },
    size: () => tasks.size,
    async ended() {
      while (tasks.size > 0) await Promise.all(tasks);
    },
  };
}
