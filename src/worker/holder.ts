import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Names this process in the leases it takes: host, process id, and a mark that no later process shares. */
export function ownHolder(): string {
  return `${hostname()}/${process.pid}/${randomUUID()}`;
}

/** Whether the process behind a lease is certainly gone: same host, and its id is free or now ours. Else the lease decides. */
export function isGone(own: string): (holder: string) => boolean {
  const [ownHost, ownPid] = own.split('/');
  return (holder) => {
    const [host, pid] = holder.split('/');
    if (holder === own || host !== ownHost) return false;
    if (pid === ownPid) return true;
    try {
      process.kill(Number(pid), 0);
      return false;
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'ESRCH';
    }
  };
}
