/** A customer in one imagined run. Times are ms since the Unix epoch; infinity where there is none. */
export interface Job {
  /** From then on it is seen: somebody who is free takes it. */
  readonly seenAt: number;
  readonly replyDue: number;
  readonly claimDue: number;
  /** How long the reply keeps whoever takes it. */
  readonly work: number;
  /** It is over then without a reply. */
  readonly leavesAt: number;
}

export interface Queue {
  readonly from: number;
  readonly to: number;
  /** Ascending by `seenAt`. */
  readonly jobs: readonly Job[];
  /** When each who is at work at the beginning has finished what is in hand; `from` where nothing is. */
  readonly freeAt: readonly number[];
  /** From each instant on so many are at work; ascending, the first at or before `from`. Who has begun finishes. */
  readonly staff: readonly { readonly at: number; readonly count: number }[];
}

const NEVER = Number.POSITIVE_INFINITY;

/** People take what is due first, one reply after the other. `onBreach` hears each promise that is broken after `from` and up to `to`. */
export function runQueue({ freeAt, from, jobs, staff, to }: Queue, onBreach: (at: number) => void): void {
  const waiting: Job[] = [];
  const busyUntil: number[] = [];
  let atWork = staff[0]?.count ?? 0;
  let idle = 0;
  for (let person = 0; person < atWork; person += 1) {
    const free = freeAt[person] ?? from;
    if (free > from) busyUntil.push(free);
    else idle += 1;
  }
  let wanted = atWork;
  let nextJob = 0;
  let nextStaff = 1;

  const breach = (at: number): void => {
    if (at > from && at <= to) onBreach(at);
  };
  /** Claimed at `taken`, replied to at `done`. */
  const judge = (job: Job, taken: number, done: number): void => {
    if (job.claimDue < taken) breach(job.claimDue);
    if (job.replyDue < done) breach(job.replyDue);
  };
  const takeAll = (at: number): void => {
    while (idle > 0) {
      const job = waiting.shift();
      if (job === undefined) return;
      if (job.leavesAt <= at) judge(job, job.leavesAt, job.leavesAt);
      else {
        idle -= 1;
        judge(job, at, at + job.work);
        busyUntil.push(at + job.work);
      }
    }
  };

  for (;;) {
    const soonest = indexOfLeast(busyUntil);
    const finish = busyUntil[soonest] ?? NEVER;
    const change = staff[nextStaff]?.at ?? NEVER;
    const at = Math.min(finish, change, jobs[nextJob]?.seenAt ?? NEVER);
    if (at > to) break;
    for (let job = jobs[nextJob]; job !== undefined && job.seenAt <= at; job = jobs[(nextJob += 1)]) insert(waiting, job);
    if (change === at) {
      wanted = staff[nextStaff]?.count ?? 0;
      nextStaff += 1;
      for (; atWork < wanted; atWork += 1) idle += 1;
      // Who is busy finishes and goes then.
      for (; atWork > wanted && idle > 0; atWork -= 1) idle -= 1;
    } else if (finish === at) {
      busyUntil.splice(soonest, 1);
      if (atWork > wanted) atWork -= 1;
      else idle += 1;
    }
    takeAll(at);
  }

  for (const job of waiting) judge(job, job.leavesAt, job.leavesAt);
  for (let job = jobs[nextJob]; job !== undefined; job = jobs[(nextJob += 1)]) judge(job, job.leavesAt, job.leavesAt);
}

function indexOfLeast(values: readonly number[]): number {
  let least = -1;
  for (let index = 0; index < values.length; index += 1) if (least < 0 || (values[index] ?? NEVER) < (values[least] ?? NEVER)) least = index;
  return least;
}

const dueOf = ({ claimDue, replyDue }: Job): number => Math.min(replyDue, claimDue);

/** Keeps the queue by due, who was seen first among equals first. */
function insert(queue: Job[], job: Job): void {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = queue[middle];
    if (other !== undefined && dueOf(job) < dueOf(other)) high = middle;
    else low = middle + 1;
  }
  queue.splice(low, 0, job);
}
