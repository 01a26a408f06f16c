import { en, type MessageKey } from "../../messages/en.ts";
import { useWords } from "../words/use-words.ts";

/** Why a post did not arrive, in words. */
export function useTroubleWords(): (told: { readonly trouble?: string | undefined; readonly status?: number | undefined }) => string {
  const { t } = useWords();
  return ({ status, trouble }) => {
    const key = `bots.trouble.${trouble ?? ""}`;
    return key in en ? t(key as MessageKey, { status: String(status ?? "") }) : t("bots.trouble.other");
  };
}
