/** An error as RFC 9457 tells it. */
export interface Problem {
  /** Its last part names the problem for programs. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What happened, and what to do, for people. */
  readonly detail?: string;
  readonly [extra: string]: unknown;
}

export const problem = (status: number, name: string, title: string, extra: Readonly<Record<string, unknown>> = {}): Problem => ({
  type: `https://greenline.app/problems/${name}`,
  title,
  status,
  ...extra,
});
