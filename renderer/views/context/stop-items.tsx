import { Mail, MessageCircle, Phone, Users, type LucideIcon } from "lucide-react";
import { EVERYTHING } from "../../../shared/consent/categories.ts";
import { MenuItem, MenuTitle } from "../../ui/menu.tsx";
import { useWords } from "../words/use-words.ts";
import type { Stop } from "./use-stopping.ts";

/** [S2-12] The ways in which a no is heard by a person. */
const WAYS: readonly (readonly ["phone" | "e-mail" | "in-person" | "whatsapp-thread", LucideIcon])[] = [
  ["phone", Phone],
  ["e-mail", Mail],
  ["in-person", Users],
  ["whatsapp-thread", MessageCircle],
];

/** "They stopped": one click says how. A no needs no proof. */
export function StopItems({ category, onStop }: { readonly category: string; readonly onStop: (stop: Stop) => void }) {
  const { t } = useWords();
  return (
    <>
      <MenuTitle>{t(category === EVERYTHING ? "consent.menu.stoppedEverything" : "consent.menu.stopped")}</MenuTitle>
      {WAYS.map(([source, Icon]) => (
        <MenuItem key={source} icon={<Icon size={14} strokeWidth={1.75} />} onSelect={() => onStop({ category, state: "withdrawn", source })}>
          {t(`consent.menu.${source}`)}
        </MenuItem>
      ))}
    </>
  );
}
