import { memo } from "react";
import { mayApprove } from "../../../shared/guard/approvals.ts";
import { VIEWS, type ViewKey } from "../../../shared/inbox/views.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import { useViewName } from "./view-name.ts";
import css from "./views-column.module.css";

/** Every way to look at the inbox, each with its live count. */
export function ViewsColumn() {
  const labels = useInbox((state) => state.labels);
  const teams = useInbox((state) => state.teams);
  const approves = useInbox(({ me }) => me !== undefined && mayApprove(me));
  const { t } = useWords();

  return (
    <nav className={css["column"]} aria-label={t("view.list")}>
      <h1 className={css["title"]}>{t("view.inbox")}</h1>
      <ul>
        {VIEWS.filter((view) => view !== "approve" || approves).map((view) => (
          <ViewLink key={view} view={view} />
        ))}
      </ul>
      {labels.size === 0 ? null : <h2 className={css["group"]}>{t("view.labels")}</h2>}
      <ul>
        {[...labels.values()].map(({ id, hue }) => (
          <ViewLink key={id} view={`label:${id}`} hue={hue} />
        ))}
      </ul>
      {teams.size === 0 ? null : <h2 className={css["group"]}>{t("view.teams")}</h2>}
      <ul>
        {[...teams.keys()].map((id) => (
          <ViewLink key={id} view={`team:${id}`} />
        ))}
      </ul>
    </nav>
  );
}

const ViewLink = memo(function ViewLink({ view, hue }: { readonly view: ViewKey; readonly hue?: number }) {
  const active = useInbox((state) => state.list.view === view);
  const count = useInbox((state) => state.counts[view] ?? 0);
  const commands = useCommands();
  const { time } = useWords();
  const name = useViewName(view);
  const alarming = (view === "closing" || view === "breached") && count > 0;

  return (
    <li>
      <button
        type="button"
        className={css["view"]}
        aria-current={active ? "true" : undefined}
        onClick={() => commands.showView(view, view === "done" || view === "snoozed" ? "newest" : "due", "")}
      >
        {hue === undefined ? null : <i className={css["hue"]} style={{ ["--hue" as string]: hue }} />}
        <bdi className={css["name"]}>{name}</bdi>
        {view === "done" || count === 0 ? null : (
          <span className={css["count"]} data-alarming={alarming ? "" : undefined}>
            {time.number(count)}
          </span>
        )}
      </button>
    </li>
  );
});
