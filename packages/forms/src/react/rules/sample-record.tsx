import { RecordPicker, useFieldServices } from "@mortise/fields/react";
import { useText } from "@mortise/ui";
import { useState } from "react";
import type { FormValues } from "../../model/logic/form-logic.ts";
import { rulesText } from "./text.ts";

interface SampleRecordProps {
  readonly entity: string;
  readonly onRead: (record: FormValues | undefined) => void;
}

/** Chooses the record for which each rule shows whether it holds. */
export function SampleRecord({ entity, onRead }: SampleRecordProps) {
  const t = useText(rulesText);
  const { readRecord } = useFieldServices();
  const [chosen, setChosen] = useState<string | null>(null);
  if (!readRecord) return null;
  const choose = async (id: string | null): Promise<void> => {
    setChosen(id);
    onRead(id === null ? undefined : await readRecord(entity, id));
  };
  return (
    <div className="rule-sample" role="group" aria-label={t.sample}>
      <span className="rule-label">{t.sample}</span>
      <RecordPicker
        entity={entity}
        multiple={false}
        value={chosen}
        onChange={(value) => void choose(typeof value === "string" ? value : null)}
      />
    </div>
  );
}
