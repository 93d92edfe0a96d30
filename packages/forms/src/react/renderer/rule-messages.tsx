import type { RuleMessage } from "@mortise/fields";
import { useLocalize, useText } from "@mortise/ui";
import { Alert } from "antd";
import { rendererText } from "./text.ts";

/** What rules have to say about the form as a whole, and what they ask to think over before it is saved. */
export function RuleMessages({
  messages,
  isAsking,
}: {
  readonly messages: readonly RuleMessage[];
  /** Saving waits for a second yes. */
  readonly isAsking: boolean;
}) {
  const t = useText(rendererText);
  const localize = useLocalize();
  const shown = messages.filter(({ level, field }) => level === "warn" || field === undefined);
  if (shown.length === 0) return null;
  return (
    <div className="form-messages" aria-live="polite">
      {shown.map(({ rule, level, message }) => (
        <Alert
          key={`${rule} ${message.zh}`}
          showIcon
          type={level === "refuse" ? "error" : "warning"}
          title={localize(message)}
        />
      ))}
      {isAsking && !shown.some(({ level }) => level === "refuse") ? (
        <p className="form-text">{t.warned}</p>
      ) : null}
    </div>
  );
}
