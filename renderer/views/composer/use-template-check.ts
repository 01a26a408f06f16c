import { useCallback, useEffect, useRef, useState } from "react";
import type { Finding } from "../../../shared/guard/finding.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Template } from "../../../shared/inbox/people.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { Leaving } from "../../commands/leaving.ts";
import { useInbox } from "../../state/inbox-store.ts";

const NONE: readonly Finding[] = [];
const PAUSE_MS = 120;
/** The form says these at the field, or above the preview. */
const SAID_IN_FORM: ReadonlySet<string> = new Set(["variables", "media", "coordinate"].map((sentence) => `guard.template.${sentence}`));

interface Checked {
  readonly findings: readonly Finding[];
  readonly setFindings: (findings: readonly Finding[]) => void;
}

/** [S0-23] What speaks against the template with these values, asked in the pauses of typing: an advert in a value is seen before it is sent. */
export function useTemplateCheck(id: ConversationId, template: Template | undefined, values: Readonly<Record<string, string>>, leaving?: Leaving): Checked {
  const commands = useCommands();
  const conversation = useInbox((state) => state.conversations.get(id));
  const [checked, setChecked] = useState<{ readonly of: string | undefined; readonly findings: readonly Finding[] }>({ of: undefined, findings: NONE });
  const forget = useRef((): void => undefined);
  const asked = JSON.stringify(values);

  useEffect(() => {
    if (template === undefined) return;
    let isOld = false;
    const { language, name } = template;
    const timer = setTimeout(() => {
      const draft = { name, language, variables: JSON.parse(asked) as Readonly<Record<string, string>> };
      commands.checkTemplate(id, draft, ...(leaving === undefined ? [] : [leaving])).then(
        (findings) => {
          if (isOld || findings === undefined) return;
          setChecked({ of: template.id, findings: findings.filter(({ messageKey }) => !SAID_IN_FORM.has(messageKey)) });
        },
        // A fault in a rule must not keep anybody from writing; the same check before sending says it aloud.
        (error: unknown) => reportError(error),
      );
    }, PAUSE_MS);
    forget.current = () => {
      isOld = true;
      clearTimeout(timer);
    };
    return forget.current;
  }, [asked, commands, conversation, id, leaving, template]);

  return {
    findings: checked.of === template?.id ? checked.findings : NONE,
    setFindings: useCallback(
      (findings) => {
        // A question from before the answer must not take it away again.
        forget.current();
        setChecked({ of: template?.id, findings });
      },
      [template?.id],
    ),
  };
}
