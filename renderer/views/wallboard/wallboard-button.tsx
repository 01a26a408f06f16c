import { Tv } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { WallboardDialog } from "./wallboard-dialog.tsx";

/** [BD5] From the board to the screens that show it. */
export function WallboardButton() {
  const [open, setOpen] = useState(false);
  const { t } = useWords();
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Tv size={15} strokeWidth={1.75} />
        {t("wallboard.button")}
      </Button>
      {open ? <WallboardDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
