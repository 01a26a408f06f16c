import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";

export interface Metrics {
  readonly webhooks: (outcome: "stored" | "refused" | "unavailable") => void;
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** Prometheus figures of one process; nothing in them names a person. */
export function createMetrics(gauges: { readonly connectedDesks: () => number; readonly logHead: () => number; readonly readySends: () => number }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const webhooks = new Counter({ name: "greenline_webhooks_total", help: "Webhook posts by outcome", labelNames: ["outcome"], registers: [registry] });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge("greenline_connected_desks", "Desks connected now", gauges.connectedDesks);
  gauge("greenline_log_head", "Newest place in the log", gauges.logHead);
  gauge("greenline_ready_sends", "Messages that wait for their turn", gauges.readySends);
  return { webhooks: (outcome) => webhooks.inc({ outcome }), text: () => registry.metrics(), contentType: registry.contentType };
}
