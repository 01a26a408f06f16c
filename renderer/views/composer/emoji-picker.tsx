import { Smile } from "lucide-react";
import { useState } from "react";
import { Popover } from "../../ui/popover.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./emoji-picker.module.css";

const OFTEN =
  "😀 😊 😉 😍 😅 😂 🙂 🙏 👍 👌 👏 🙌 💪 🤝 👋 🤗 🎉 ✨ ⭐ ❤️ 💚 💙 🔥 ✅ ☑️ ❗ ❓ ⚠️ ℹ️ ⏳ ⏰ 📦 🚚 🛒 💳 🧾 📄 📎 📷 📍 📞 ✉️ 🏠 🎁 😕 😔 😬 🤔".split(" ");

/** The ones agents use; the system's own picker has the rest. */
export function EmojiPicker({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const [open, setOpen] = useState(false);
  const { t } = useWords();
  return (
    <Popover
      label={t("composer.emoji")}
      side="top"
      width={304}
      open={open}
      onOpen={setOpen}
      trigger={
        <button type="button" className={css["trigger"]} aria-label={t("composer.emoji")}>
          <Smile size={17} strokeWidth={1.75} />
        </button>
      }
    >
      <div className={css["grid"]}>
        {OFTEN.map((emoji) => (
          <button
            key={emoji}
            type="button"
            className={css["emoji"]}
            onClick={() => {
              setOpen(false);
              onPick(emoji);
            }}
          >
            {emoji}
          </button>
        ))}
      </div>
    </Popover>
  );
}
