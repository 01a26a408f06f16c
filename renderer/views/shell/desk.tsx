import { useCommands } from "../../commands/commands-context.tsx";
import { useUi } from "../../state/ui-store.ts";
import { ApprovalNotices } from "../approval/approval-notices.tsx";
import { Asking } from "../asking/asking.tsx";
import { ClaimWatch } from "../handoffs/claim-watch.tsx";
import { HandoffsPage } from "../handoffs/handoffs-page.tsx";
import { BoardPage } from "../board/board-page.tsx";
import { useOpenBoardLink } from "../board/use-board-link.ts";
import { HealthPage } from "../health/health-page.tsx";
import { InboxPage } from "../inbox/inbox-page.tsx";
import { OutreachPage } from "../outreach/outreach-page.tsx";
import { Palette } from "../palette/palette.tsx";
import { ReportsPage } from "../reports/reports-page.tsx";
import { ShortcutsSheet } from "../palette/shortcuts-sheet.tsx";
import type { Installation } from "../settings/about.tsx";
import { SettingsPage } from "../settings/settings-page.tsx";
import { WhyDialog } from "../why/why-dialog.tsx";
import { ConflictsDialog } from "../conflicts/conflicts-dialog.tsx";
import { PendingDialog } from "../pending/pending-dialog.tsx";
import css from "./desk.module.css";
import { Notices } from "./notices.tsx";
import { Rail } from "./rail.tsx";
import { StatusBar } from "./status-bar.tsx";
import { SurgeBanner } from "./surge-banner.tsx";
import { TitleBar } from "./title-bar.tsx";
import { useKeyboard } from "./use-keyboard.ts";

/** Title bar, rail, the page, and whatever lies over it. */
export function Desk({ installation }: { readonly installation: Installation }) {
  const commands = useCommands();
  const page = useUi((ui) => ui.page);
  useKeyboard(commands);
  useOpenBoardLink();

  return (
    <div className={css["desk"]}>
      <TitleBar />
      <StatusBar />
      <SurgeBanner />
      <div className={css["body"]}>
        <Rail />
        {page === "inbox" ? (
          <InboxPage />
        ) : page === "settings" ? (
          <SettingsPage installation={installation} />
        ) : page === "outreach" ? (
          <OutreachPage />
        ) : page === "handoffs" ? (
          <HandoffsPage />
        ) : page === "board" ? (
          <BoardPage />
        ) : page === "health" ? (
          <HealthPage />
        ) : (
          <ReportsPage />
        )}
      </div>
      <Palette />
      <ShortcutsSheet />
      <Asking />
      <WhyDialog />
      <ApprovalNotices />
      <ClaimWatch />
      <PendingDialog />
      <ConflictsDialog />
      <Notices />
    </div>
  );
}
