import { useText } from "@mortise/ui";
import { Button } from "antd";
import { text } from "./text.ts";

/** One sentence in the place of a picture. */
export function CardMessage({
  title,
  hint,
  onRetry,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly onRetry?: () => void;
}) {
  const t = useText(text);
  return (
    <div className="m-report-message" role="status">
      <div>{title}</div>
      {hint === undefined ? null : <small>{hint}</small>}
      {onRetry ? (
        <Button size="small" onClick={onRetry}>
          {t.retry}
        </Button>
      ) : null}
    </div>
  );
}
