import { DownOutlined } from "@ant-design/icons";
import type { Expression } from "@mortise/expression";
import { QuickFilter, useQuickText } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import { ListTool } from "./list-tool.tsx";
import type { QuickConditions } from "./list-state.ts";
import { recordsText } from "./text.ts";
import type { ListPage } from "./use-list-page.ts";

/** Fields above a list that narrow it in one step, each with what it is narrowed to; on the phone in a line to push. */
export function QuickFilters({ page }: { readonly page: ListPage }) {
  const { quick, state, change } = page;
  const t = useText(recordsText);
  if (quick.length === 0) return null;
  const chosen = state.quick ?? {};
  const put = (field: string, condition: Expression | undefined) => {
    const { [field]: _before, ...others } = chosen;
    const next: QuickConditions = condition === undefined ? others : { ...others, [field]: condition };
    change({ quick: next });
  };
  return (
    <div className="quick-filters" role="group" aria-label={t.quickFilters}>
      {quick.map((field) => (
        <QuickPill
          key={field.id}
          field={field}
          value={chosen[field.id]}
          onChange={(condition) => put(field.id, condition)}
        />
      ))}
      {quick.some(({ id }) => id in chosen) ? (
        <Button type="link" size="small" onClick={() => change({ quick: undefined })}>
          {t.clearAll}
        </Button>
      ) : null}
    </div>
  );
}

interface PillProps {
  readonly field: FieldDefinition;
  readonly value: Expression | undefined;
  readonly onChange: (condition: Expression | undefined) => void;
}

function QuickPill({ field, value, onChange }: PillProps) {
  const t = useText(recordsText);
  const name = useLocalize()(field.name);
  const chosen = useQuickText(field, value);
  return (
    <ListTool
      label={fillText(t.quickFilterOf, { name })}
      count={value === undefined ? 0 : 1}
      face={
        <span className="quick-face">
          <span>{name}</span>
          {chosen === undefined ? null : <span className="quick-value">{chosen}</span>}
          <DownOutlined aria-hidden="true" className="quick-arrow" />
        </span>
      }
    >
      {(close) => (
        <div className="quick-filter">
          <QuickFilter field={field} value={value} onChange={onChange} />
          <div className="drawer-buttons">
            <Button
              size="small"
              disabled={value === undefined}
              onClick={() => {
                onChange(undefined);
                close();
              }}
            >
              {t.clear}
            </Button>
          </div>
        </div>
      )}
    </ListTool>
  );
}
