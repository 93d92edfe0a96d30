import type { Expression } from "@mortise/expression";
import type { EntityDocument } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button } from "antd";
import { useState } from "react";
import { ConditionInput } from "../app/field-parts.tsx";
import { recordsText } from "./text.ts";

/** Builds a condition as sentences; nothing happens to the list until it is applied. */
export function FilterEditor({
  entity,
  value,
  onApply,
}: {
  readonly entity: EntityDocument;
  readonly value: Expression | undefined;
  readonly onApply: (filter: Expression | undefined) => void;
}) {
  const t = useText(recordsText);
  const [draft, setDraft] = useState<Expression | undefined>(value);
  return (
    <div className="filter-editor">
      <b>{t.filters}</b>
      <ConditionInput entity={entity.id} value={draft} onChange={setDraft} />
      <div className="drawer-buttons">
        <Button onClick={() => onApply(undefined)}>{t.clear}</Button>
        <Button type="primary" onClick={() => onApply(draft)}>
          {t.apply}
        </Button>
      </div>
    </div>
  );
}
