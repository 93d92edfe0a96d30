import type { Catalog } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { useState } from "react";
import type { FormValues } from "../../model/logic/form-logic.ts";
import { designerText } from "./text.ts";

/** Records that a preview can be filled with; only those that the builder may see. */
export interface SampleRecords {
  readonly search: (typed: string) => Promise<readonly { readonly id: string; readonly label: string }[]>;
  readonly load: (id: string) => Promise<FormValues>;
}

/** Whose rights the preview has. */
export function RoleSelect({
  catalog,
  value,
  onChange,
}: {
  readonly catalog: Catalog;
  readonly value: string | undefined;
  readonly onChange: (role: string | undefined) => void;
}) {
  const t = useText(designerText);
  const localize = useLocalize();
  const roles = catalog.all("role").map(({ id, name }) => ({ value: id, label: localize(name) }));
  return (
    <Select
      allowClear
      aria-label={t.asRole}
      placeholder={t.asRole}
      style={{ minWidth: 150 }}
      value={value ?? null}
      options={roles}
      onChange={(role: string | null | undefined) => onChange(role ?? undefined)}
    />
  );
}

/** The record that the preview is filled with. */
export function SampleSelect({
  samples,
  onChange,
}: {
  readonly samples: SampleRecords;
  readonly onChange: (record: { readonly id: string; readonly values: FormValues } | undefined) => void;
}) {
  const t = useText(designerText);
  const [options, setOptions] = useState<readonly { readonly value: string; readonly label: string }[]>([]);
  const search = (typed: string) =>
    void samples
      .search(typed)
      .then((found) => setOptions(found.map(({ id, label }) => ({ value: id, label }))));
  return (
    <Select
      allowClear
      showSearch={{ filterOption: false, onSearch: search }}
      aria-label={t.sampleRecord}
      placeholder={t.sampleRecord}
      style={{ minWidth: 200 }}
      options={[...options]}
      onOpenChange={(isOpen) => {
        if (isOpen) search("");
      }}
      onChange={(id: string | undefined) => {
        if (id === undefined) onChange(undefined);
        else void samples.load(id).then((values) => onChange({ id, values }));
      }}
    />
  );
}
