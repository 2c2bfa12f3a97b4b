import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A running program, as another one can look it up. */
export interface Program {
  /** Within one host process ids mean the same; a container is a host of its own. */
  readonly host: string;
  readonly pid: number;
  /** Whether a program surely does not run any more; `false` when that cannot be known from here. */
  isDead(host: string, pid: number): boolean;
}

/** This very process. */
export function thisProgram(): Program {
  const host = identifyHost();
  return { host, pid: process.pid, isDead: (otherHost, pid) => otherHost === host && !isRunning(pid) };
}

// The name alone is not enough: two containers may share it, and each numbers its processes on its own. On Linux the
// kernel names the namespace, and each start of the machine (man 7 namespaces, man 4 random).
function identifyHost(): string {
  const name = hostname();
  try {
    const namespace = readlinkSync('/proc/self/ns/pid');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${name} ${boot} ${namespace}`;
  } catch {
    // Not Linux: no containers share the name there.
    return name;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
