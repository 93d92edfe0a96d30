import type { Waiting } from "./on-device.ts";
import type { Texts } from "./text.ts";
import type { Outbox } from "./use-outbox.ts";

interface OutboxNotesProps {
  readonly outbox: Outbox;
  readonly t: Texts;
  /** Takes a refused submission back into the form. */
  readonly onMend: (one: Waiting) => void;
}

/** What waits on the device, what was sent of it, and what the server did not take. */
export function OutboxNotes({ outbox, t, onMend }: OutboxNotesProps) {
  const refused = outbox.waiting.filter((one) => one.refused !== undefined);
  const count = outbox.waiting.length - refused.length;
  return (
    <div role="status">
      {count > 0 ? <p className="restored">{t.waiting.replace("{n}", String(count))}</p> : null}
      {outbox.sent > 0 ? <p className="restored">{t.sentLater.replace("{n}", String(outbox.sent))}</p> : null}
      {refused.map((one) => (
        <p key={one.key} className="restored refused">
          {t.notTaken.replace("{reason}", one.refused ?? "")}
          <span className="moves">
            <button type="button" className="plain" onClick={() => onMend(one)}>
              {t.mendIt}
            </button>
            <button type="button" className="plain" onClick={() => outbox.remove(one.key)}>
              {t.dropIt}
            </button>
          </span>
        </p>
      ))}
    </div>
  );
}
