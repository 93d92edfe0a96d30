import { RemoteSelect, useFieldServices } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import { type EntityDocument, poolsOf } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Form, Modal, Segmented, Select } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { poolsText } from "./text.ts";

/** To whom, or into which pool, an admin of pools puts records. */
export type Assignment = { readonly to: string[] } | { readonly pool: string };

/** Asks to whom records of a pool are given, or into which other pool they go. */
export function AssignDialog({
  entity,
  count,
  busy,
  onCancel,
  onAssign,
}: {
  readonly entity: EntityDocument;
  readonly count: number;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onAssign: (assignment: Assignment) => void;
}) {
  const t = useText(poolsText);
  const localize = useLocalize();
  const { catalog } = useAppModel();
  const pools = poolsOf(catalog.documents, entity.id);
  const [way, setWay] = useState<"people" | "pool">("people");
  const [people, setPeople] = useState<readonly string[]>([]);
  const [pool, setPool] = useState<string | undefined>(undefined);
  const [isAsked, setAsked] = useState(false);
  const finish = () => {
    setAsked(true);
    if (way === "pool") return pool === undefined ? undefined : onAssign({ pool });
    return people.length === 0 ? undefined : onAssign({ to: [...people] });
  };
  const isMissing = isAsked && (way === "pool" ? pool === undefined : people.length === 0);
  return (
    <Modal
      open
      title={fillText(t.assignOf, { n: count })}
      okText={t.assign}
      cancelText={t.cancel}
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={finish}
    >
      <Form layout="vertical" component={false}>
        {pools.length > 1 ? (
          <Form.Item label={t.assignWay}>
            <Segmented<"people" | "pool">
              aria-label={t.assignWay}
              value={way}
              options={[
                { value: "people", label: t.toPeople },
                { value: "pool", label: t.toOtherPool },
              ]}
              onChange={setWay}
            />
          </Form.Item>
        ) : null}
        {way === "people" ? (
          <PeopleItem people={people} isMissing={isMissing} onChange={setPeople} />
        ) : (
          <Form.Item label={t.pool} {...(isMissing ? { help: t.choosePool, validateStatus: "error" } : {})}>
            <Select
              aria-label={t.pool}
              value={pool ?? null}
              options={pools.map(({ id, name }) => ({ value: id, label: localize(name) }))}
              onChange={(chosen) => setPool(chosen ?? undefined)}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

function PeopleItem({
  people,
  isMissing,
  onChange,
}: {
  readonly people: readonly string[];
  readonly isMissing: boolean;
  readonly onChange: (people: readonly string[]) => void;
}) {
  const t = useText(poolsText);
  const { searchUsers } = useFieldServices();
  return (
    <Form.Item
      label={t.people}
      htmlFor="assign-people"
      extra={t.assignHint}
      {...(isMissing ? { help: t.choosePeople, validateStatus: "error" as const } : {})}
    >
      <RemoteSelect
        id="assign-people"
        multiple
        search={searchUsers}
        value={[...people]}
        error={isMissing}
        onChange={(chosen) => onChange(Array.isArray(chosen) ? chosen.map(String) : [])}
      />
    </Form.Item>
  );
}
