import { ShoppingCart } from "lucide-react";
import type { MessageContent } from "../../../shared/inbox/message.ts";
import { useWords } from "../words/use-words.ts";
import css from "./order-view.module.css";

/** A basket, line by line, with its sum where there is one currency. */
export function OrderView({ content: { items, text } }: { readonly content: Extract<MessageContent, { readonly type: "order" }> }) {
  const { t, language } = useWords();
  const money = (value: number, currency: string) => {
    try {
      return new Intl.NumberFormat(language, { style: "currency", currency }).format(value);
    } catch {
      return `${value} ${currency}`;
    }
  };
  const currency = items[0]?.currency;
  const total =
    currency !== undefined && items.every((item) => item.currency === currency)
      ? items.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
      : undefined;

  return (
    <div className={css["order"]}>
      <p className={css["title"]}>
        <ShoppingCart size={15} strokeWidth={1.75} />
        {t("content.order")}
      </p>
      <table className={css["items"]}>
        <tbody>
          {items.map((item, index) => (
            <tr key={index}>
              <td>{item.quantity} ×</td>
              <td>
                <bdi>{item.productId}</bdi>
              </td>
              <td>{money(item.price * item.quantity, item.currency)}</td>
            </tr>
          ))}
          {total === undefined || currency === undefined ? null : (
            <tr className={css["total"]}>
              <td colSpan={2}>{t("content.order.total")}</td>
              <td>{money(total, currency)}</td>
            </tr>
          )}
        </tbody>
      </table>
      {text === undefined ? null : <p>{text}</p>}
    </div>
  );
}
