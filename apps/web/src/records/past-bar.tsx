import { fillText } from "@mortise/kit";
import { formatDateTime, useLocale, useText, useTimeZone } from "@mortise/ui";
import { Alert, Button } from "antd";
import { PastMoment } from "../changes/past-drawer.tsx";
import { changesText } from "../changes/text.ts";

/** Says that a list shows the past, lets another moment be chosen, and leads back to now. */
export function PastBar({
  at,
  onChange,
}: {
  readonly at: string;
  readonly onChange: (at: string | undefined) => void;
}) {
  const t = useText(changesText);
  const time = formatDateTime(at, useLocale(), useTimeZone());
  return (
    <Alert
      type="info"
      showIcon
      className="past-bar"
      role="status"
      title={
        <span className="past-line">
          {fillText(t.pastBar, { time })}
          <PastMoment value={at} onChange={onChange} />
        </span>
      }
      action={
        <Button size="small" onClick={() => onChange(undefined)}>
          {t.pastLeave}
        </Button>
      }
    />
  );
}
