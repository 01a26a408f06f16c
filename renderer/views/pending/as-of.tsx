import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import css from "./pending.module.css";

/** Beside what may not be all there is: the moment at which it was right. Nothing while live. */
export function AsOf() {
  const connection = useInbox((state) => state.connection);
  const { t, time } = useWords();
  if (connection.kind === "offline") {
    return (
      <span className={css["asOf"]}>
        {connection.asOf === undefined ? t("connection.offline") : t("connection.asOf", { time: time.time(connection.asOf) })}
      </span>
    );
  }
  return connection.kind === "syncing" && (connection.remaining ?? 0) > 0 ? <span className={css["asOf"]}>{t("pending.catchingUp")}</span> : null;
}
