import { HandoffSoundSettings } from "../handoffs/handoff-sound-settings.tsx";
import { ExportSection } from "../export/export-section.tsx";
import { About, type Installation } from "./about.tsx";
import { Appearance } from "./appearance.tsx";
import { CopySection } from "./copy-section.tsx";
import { Devices } from "./devices.tsx";
import { IntakeSection } from "./intake-section.tsx";
import { SpellingSection } from "./spelling-section.tsx";

/** This window, this person, this installation. Leads and admins have first what was not understood: it is theirs to follow up. */
export function GeneralSettings({ installation, leads }: { readonly installation: Installation; readonly leads: boolean }) {
  return (
    <>
      {leads ? <IntakeSection /> : null}
      <Appearance />
      <HandoffSoundSettings />
      <SpellingSection leads={leads} />
      <CopySection />
      <Devices />
      <ExportSection />
      {leads ? null : <IntakeSection />}
      <About installation={installation} />
    </>
  );
}
