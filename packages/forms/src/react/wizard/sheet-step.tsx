import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Form, Select } from "antd";
import { useState } from "react";
import type { ImportJob } from "../../model/import/import-plan.ts";
import { SeveralSheets } from "./several-sheets.tsx";
import { wizardText } from "./text.ts";
import type { SheetTarget } from "../../model/import/sheet-order.ts";

/** A sheet of the file and its header row, both counted from 0. */
export interface SheetPlace {
  readonly sheet: number;
  readonly headerRow: number;
}

interface SheetStepProps {
  readonly job: ImportJob;
  readonly place: SheetPlace;
  readonly entities: readonly EntityDocument[];
  readonly entity: string | undefined;
  readonly canBuild: boolean;
  readonly onPlace: (place: SheetPlace) => void;
  readonly onBack: () => void;
  readonly onEntity: (entity: string) => Promise<void>;
  readonly onNewEntity: () => void;
  /** Several sheets are imported, one after the other. */
  readonly onSeveral: (targets: readonly SheetTarget[]) => Promise<void>;
}

/** Chooses the sheet, the header row by a click on it, and where the rows go. */
export function SheetStep({ job, place, onPlace, ...props }: SheetStepProps) {
  const t = useText(wizardText);
  const localize = useLocalize();
  const [entity, setEntity] = useState(props.entity);
  const [isBusy, setBusy] = useState(false);
  const sheet = job.sheets[place.sheet];
  const shown = job.sheets.filter(({ index, isHidden }) => isHidden !== true || index === place.sheet);
  const next = (): void => {
    if (entity === undefined) return;
    setBusy(true);
    void props.onEntity(entity).finally(() => setBusy(false));
  };
  return (
    <Form layout="vertical" component={false}>
      {shown.length > 1 ? (
        <Form.Item label={t.sheet}>
          <Select
            aria-label={t.sheet}
            value={place.sheet}
            options={shown.map(({ index, name }) => ({ value: index, label: name }))}
            onChange={(index) => onPlace({ sheet: index, headerRow: job.sheets[index]?.headerRow ?? 0 })}
          />
        </Form.Item>
      ) : null}
      <Form.Item label={`${t.headerRow}: ${place.headerRow + 1}`} extra={t.headerHint}>
        <div className="iw-scroll">
          <table className="iw-table">
            <tbody>
              {(sheet?.rows ?? []).map((cells, index) => (
                <tr
                  key={index}
                  className={index === place.headerRow ? "iw-header-row" : ""}
                  onClick={() => onPlace({ ...place, headerRow: index })}
                >
                  <th scope="row">
                    <button
                      type="button"
                      aria-pressed={index === place.headerRow}
                      aria-label={fillText(t.useAsHeader, { row: index + 1 })}
                    >
                      {index + 1}
                    </button>
                  </th>
                  {cells.slice(0, 30).map((cell, column) => (
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Form.Item>
      <Form.Item label={t.target}>
        <Select
          aria-label={t.target}
          value={entity ?? null}
          showSearch={{ optionFilterProp: "label" }}
          options={props.entities.map(({ id, name }) => ({ value: id, label: localize(name) }))}
          onChange={(id) => setEntity(id ?? undefined)}
        />
      </Form.Item>
      {shown.length > 1 ? (
        <SeveralSheets key={job.id} job={job} entities={props.entities} onBegin={props.onSeveral} />
      ) : null}
      <div className="iw-actions">
        <Button onClick={props.onBack}>{t.back}</Button>
        {props.canBuild ? <Button onClick={props.onNewEntity}>{t.newEntity}</Button> : null}
        <Button type="primary" disabled={entity === undefined} loading={isBusy} onClick={next}>
          {t.next}
        </Button>
      </div>
    </Form>
  );
}
