const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Waits for a child, hands on what should end it, and resolves with the exit code to end with.
 *
 * npm starts scripts through a shell, and the shell dies of a signal without handing it on; whoever stops `npm start` would leave
 * everything running. So the loss of the parent counts as a wish to end, too.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {{ lookEveryMs?: number, parent?: () => number }} [options]
 * @returns {Promise<number>}
 */
export function follow(child, { lookEveryMs = 500, parent = () => process.ppid } = {}) {
  return new Promise((done) => {
    let asked = false;
    let later;
    const handers = SIGNALS.map((signal) => [
      signal,
      () => {
        asked = true;
        // A terminal sends Ctrl+C to all of us at once, and a second one would cut the child's own ending short.
        if (signal === "SIGINT") later ??= setTimeout(() => child.kill(signal), 1_000);
        else child.kill(signal);
      },
    ]);
    for (const [signal, hand] of handers) process.on(signal, hand);

    const first = parent();
    const watch = setInterval(() => {
      if (parent() === first) return;
      clearInterval(watch);
      asked = true;
      child.kill("SIGTERM");
    }, lookEveryMs);

    const end = (code) => {
      clearInterval(watch);
      clearTimeout(later);
      for (const [signal, hand] of handers) process.off(signal, hand);
      done(code);
    };
    child.once("error", (error) => {
      console.error(error.message);
      end(1);
    });
    child.once("exit", (code) => end(code ?? (asked ? 0 : 1)));
  });
}
