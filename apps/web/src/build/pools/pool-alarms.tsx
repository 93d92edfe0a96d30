import type { PoolDocument } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { DurationSentence } from "./duration-sentence.tsx";
import { type PoolEditorProps, PoolPart } from "./pool-part.tsx";
import { poolText } from "./text.ts";
import { unlessEmpty, withParts } from "./with-part.ts";

type Alarms = NonNullable<PoolDocument["alarms"]>;

/** How long something may wait until somebody hears of it. */
const ALARMS = [
  { id: "unassigned", label: "unassigned", text: "unassignedSentence", usual: "4h" },
  { id: "unfollowed", label: "unfollowed", text: "unfollowedSentence", usual: "24h" },
  { id: "unfollowedManager", label: "unfollowedManager", text: "unfollowedManagerSentence", usual: "48h" },
] as const;

/** Who hears when a record waits too long. */
export function PoolAlarms({ pool, onChange }: PoolEditorProps) {
  const t = useText(poolText);
  const alarms: Alarms = pool.alarms ?? {};
  return (
    <PoolPart pool={pool} title={t.alarms} about={["alarms"]}>
      {ALARMS.map(({ id, label, text, usual }) => (
        <DurationSentence
          key={id}
          label={t[label]}
          text={t[text]}
          value={alarms[id]}
          usual={usual}
          onChange={(value) => onChange({ alarms: unlessEmpty(withParts<Alarms>(alarms, { [id]: value })) })}
        />
      ))}
    </PoolPart>
  );
}
