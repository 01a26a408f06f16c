import { MapPin } from "lucide-react";
import type { MessageContent } from "../../../shared/inbox/message.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./content-view.module.css";

/** A place in words. No map is loaded: that would tell a stranger where the customer is. */
export function LocationView({
  content: { address, latitude, longitude, name },
}: {
  readonly content: Extract<MessageContent, { readonly type: "location" }>;
}) {
  const { t } = useWords();
  const commands = useCommands();
  const place = `${latitude.toFixed(5)},${longitude.toFixed(5)}`;
  return (
    <div className={css["card"]}>
      <MapPin size={18} strokeWidth={1.75} />
      <div>
        <p className={css["strong"]}>
          <bdi>{name ?? t("content.location.pin")}</bdi>
        </p>
        <p className={css["hint"]}>
          <bdi>{address ?? place}</bdi>
        </p>
        <Button
          look="link"
          onClick={() => commands.openExternal(`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`)}
        >
          {t("content.location")}
        </Button>
      </div>
    </div>
  );
}
