import { MyAlerts } from "./my-alerts.tsx";
import { WebhooksSection } from "./webhooks-section.tsx";

/** [BD4] How alerts reach this person; for leads, how they reach other programs. */
export function AlertChannelsPage({ hasSystem, leads }: { readonly hasSystem: boolean; readonly leads: boolean }) {
  return (
    <>
      <MyAlerts hasSystem={hasSystem} />
      {leads ? <WebhooksSection /> : null}
    </>
  );
}
