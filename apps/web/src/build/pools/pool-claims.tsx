import type { PoolDocument } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { InputNumber, Select } from "antd";
import { DurationSentence } from "./duration-sentence.tsx";
import { HoldCaps } from "./hold-caps.tsx";
import { type PoolEditorProps, PoolPart } from "./pool-part.tsx";
import { OptionalSentence } from "./sentence.tsx";
import { poolText } from "./text.ts";

/** How much one may claim and hold, and how soon again. */
export function PoolClaims({ pool, onChange }: PoolEditorProps) {
  const t = useText(poolText);
  return (
    <PoolPart pool={pool} title={t.claims} about={["dailyClaims", "holdCaps", "cooldown"]}>
      <DailySentence pool={pool} onChange={onChange} />
      <DurationSentence
        label={t.cooldown}
        text={t.cooldownSentence}
        value={pool.cooldown}
        usual="3d"
        onChange={(cooldown) => onChange({ cooldown })}
      />
      <HoldCaps pool={pool} onChange={onChange} />
    </PoolPart>
  );
}

type Daily = NonNullable<PoolDocument["dailyClaims"]>;

function DailySentence({ pool, onChange }: PoolEditorProps) {
  const t = useText(poolText);
  const daily: Daily = pool.dailyClaims ?? { limit: 20, beyond: "refuse" };
  const isOff = pool.dailyClaims === undefined;
  return (
    <OptionalSentence
      label={t.daily}
      text={t.dailySentence}
      isOn={!isOff}
      onSwitch={(isOn) => onChange({ dailyClaims: isOn ? daily : undefined })}
      slots={{
        limit: (
          <InputNumber<number>
            aria-label={t.dailyLimit}
            disabled={isOff}
            min={0}
            max={1_000_000}
            precision={0}
            value={daily.limit}
            onChange={(limit) => limit !== null && onChange({ dailyClaims: { ...daily, limit } })}
          />
        ),
        beyond: (
          <Select<Daily["beyond"]>
            aria-label={t.beyond}
            disabled={isOff}
            value={daily.beyond}
            popupMatchSelectWidth={false}
            options={[
              { value: "refuse", label: t.beyondRefuse },
              { value: "fill", label: t.beyondFill },
            ]}
            onChange={(beyond) => onChange({ dailyClaims: { ...daily, beyond } })}
          />
        ),
      }}
    />
  );
}
