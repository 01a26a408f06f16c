import { useMemo } from "react";
import type { ConditionField } from "../../../shared/sla/policy.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import { usePolicyWords } from "./use-policy-words.ts";

export const FIELDS: readonly ConditionField[] = ["number", "team", "label", "language", "priority", "tier", "entryPoint"];

/** Fields whose values nobody can list: what is not among the options may be typed. */
export const TYPED: ReadonlySet<ConditionField> = new Set(["language", "tier", "entryPoint"]);

export interface ValueOption {
  readonly value: string;
  readonly label: string;
}

/** The most written ones; whoever needs another types its code. */
const LANGUAGES = "ar bg ca cs da de el en es et fi fr he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ro ru sk sl sr sv th tr uk vi zh".split(" ");

/** What the workspace has to choose from, by name. */
export function useValueOptions(field: ConditionField): readonly ValueOption[] {
  const contacts = useInbox((state) => state.contacts);
  const labels = useInbox((state) => state.labels);
  const numbers = useInbox((state) => state.numbers);
  const teams = useInbox((state) => state.teams);
  const { language } = useWords();
  const { name } = usePolicyWords();

  return useMemo(() => {
    const named = (values: Iterable<string>): readonly ValueOption[] => Array.from(new Set(values), (value) => ({ value, label: name(field, value) ?? value }));
    const sorted = (values: Iterable<string>): readonly ValueOption[] => named(values).toSorted((a, b) => a.label.localeCompare(b.label, language));

    switch (field) {
      case "number":
        return named([...numbers.values()].map(({ phoneNumberId }) => phoneNumberId));
      case "team":
        return named([...teams.values()].map(({ id }) => id));
      case "label":
        return named(labels.keys());
      case "priority":
        return named(["low", "normal", "high", "urgent"]);
      case "language":
        return sorted([...LANGUAGES, ...[...contacts.values()].flatMap((contact) => contact.language ?? [])]);
      case "tier":
        return sorted([...contacts.values()].flatMap(({ tier }) => tier ?? []));
      case "entryPoint":
        return named(["ad", "post"]);
    }
  }, [contacts, field, labels, language, name, numbers, teams]);
}
