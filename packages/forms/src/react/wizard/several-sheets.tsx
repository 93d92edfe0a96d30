import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Select } from "antd";
import { useState } from "react";
import { headerKey } from "../../model/import/header-text.ts";
import type { ImportJob } from "../../model/import/import-plan.ts";
import type { SheetTarget } from "../../model/import/sheet-order.ts";
import { wizardText } from "./text.ts";

interface SeveralSheetsProps {
  readonly job: ImportJob;
  readonly entities: readonly EntityDocument[];
  readonly onBegin: (targets: readonly SheetTarget[]) => Promise<void>;
}

/** Several sheets of one workbook: where the rows of each go. They are imported one after the other. */
export function SeveralSheets({ job, entities, onBegin }: SeveralSheetsProps) {
  const t = useText(wizardText);
  const localize = useLocalize();
  const [isBusy, setBusy] = useState(false);
  const shown = job.sheets.filter(({ isHidden }) => isHidden !== true);
  const [chosen, setChosen] = useState<ReadonlyMap<number, string>>(
    () => new Map(shown.flatMap(({ index, name }) => entityNamed(name, entities).map((id) => [index, id]))),
  );
  const choose = (sheet: number, entity: string | null | undefined): void => {
    const next = new Map(chosen);
    if (entity) next.set(sheet, entity);
    else next.delete(sheet);
    setChosen(next);
  };
  const targets = shown.flatMap(({ index, headerRow }) => {
    const entity = chosen.get(index);
    return entity === undefined ? [] : [{ sheet: index, headerRow, entity }];
  });
  const begin = (): void => {
    setBusy(true);
    void onBegin(targets)
      .catch(() => undefined)
      .finally(() => setBusy(false));
  };
  return (
    <details className="iw-several-sheets">
      <summary>{t.severalSheets}</summary>
      <p>{t.severalSheetsHint}</p>
      <ul>
        {shown.map(({ index, name }) => (
          <li key={index}>
            <span>{name}</span>
            <Select
              allowClear
              aria-label={fillText(t.sheetTarget, { sheet: name })}
              placeholder={t.leaveOut}
              value={chosen.get(index) ?? null}
              showSearch={{ optionFilterProp: "label" }}
              options={entities.map((entity) => ({ value: entity.id, label: localize(entity.name) }))}
              onChange={(id: string | null | undefined) => choose(index, id)}
            />
          </li>
        ))}
      </ul>
      <Button disabled={targets.length < 2} loading={isBusy} onClick={begin}>
        {fillText(t.beginSheets, { count: targets.length })}
      </Button>
    </details>
  );
}

/** The entity that a sheet is called like, in either language. */
function entityNamed(sheet: string, entities: readonly EntityDocument[]): readonly string[] {
  const wanted = headerKey(sheet);
  const found = entities.find(({ name, plural }) =>
    [name.zh, name.en, plural?.zh ?? "", plural?.en ?? ""].some(
      (one) => one !== "" && headerKey(one) === wanted,
    ),
  );
  return found ? [found.id] : [];
}
