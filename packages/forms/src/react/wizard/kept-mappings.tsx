import { DeleteOutlined, SaveOutlined } from "@ant-design/icons";
import { ApiError, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input, Popconfirm, Popover, Select } from "antd";
import { useState } from "react";
import type { ImportPlan } from "../../model/import/import-plan.ts";
import { type KeptMapping, mappingOf, withMapping } from "../../model/import/kept-mapping.ts";
import { wizardText } from "./text.ts";

interface KeptMappingsProps {
  readonly app: string;
  readonly plan: ImportPlan;
  readonly entity: EntityDocument;
  /** Fields of child rows. */
  readonly childIds: readonly { readonly id: string }[];
  readonly headers: readonly string[];
  readonly onChange: (plan: ImportPlan) => void;
}

/** Mappings that are kept for lists of one kind: chosen, saved under a name, forgotten. */
export function KeptMappings({ app, plan, entity, childIds, headers, onChange }: KeptMappingsProps) {
  const t = useText(wizardText);
  const api = useApi();
  const client = useQueryClient();
  const params = { app, entity: entity.id };
  const key = ["import-mappings", app, entity.id] as const;
  const [chosen, setChosen] = useState<string>();
  const list = useQuery({
    queryKey: key,
    queryFn: () => api.call(routes.listImportMappings, { params }),
    retry: false,
  });
  const write = useMutation({
    mutationFn: (call: () => Promise<{ items: KeptMapping[] }>) => call(),
    onSuccess: (items) => client.setQueryData(key, items),
  });
  const items = list.data?.items ?? [];
  const current = items.find(({ id }) => id === chosen);
  const choose = (id: string): void => {
    const kept = items.find((one) => one.id === id);
    if (!kept) return;
    setChosen(id);
    onChange(withMapping(plan, kept.mapping, { headers, entity, children: childIds }));
  };
  const save = (name: string): void =>
    write.mutate(async () => {
      const body = { name, mapping: mappingOf(plan, headers) };
      const saved = await api.call(routes.saveImportMapping, { params, body });
      setChosen(saved.items.find((one) => one.name === name)?.id);
      return saved;
    });
  const remove = (id: string): void =>
    write.mutate(() => api.call(routes.removeImportMapping, { params: { ...params, id } }));
  return (
    <div className="iw-kept">
      {items.length > 0 ? (
        <Select
          aria-label={t.keptMapping}
          placeholder={t.keptMapping}
          value={current?.id ?? null}
          options={items.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={choose}
        />
      ) : null}
      <SaveMapping name={current?.isOwn ? current.name : ""} isBusy={write.isPending} onSave={save} />
      {current?.isOwn ? (
        <Popconfirm
          title={fillText(t.forgetMapping, { name: current.name })}
          okText={t.forget}
          cancelText={t.cancel}
          onConfirm={() => remove(current.id)}
        >
          <Button icon={<DeleteOutlined />} aria-label={fillText(t.forgetMapping, { name: current.name })} />
        </Popconfirm>
      ) : null}
      {write.error instanceof ApiError ? (
        <Alert type="error" showIcon role="alert" title={write.error.message} />
      ) : null}
    </div>
  );
}

function SaveMapping({
  name: before,
  isBusy,
  onSave,
}: {
  readonly name: string;
  readonly isBusy: boolean;
  readonly onSave: (name: string) => void;
}) {
  const t = useText(wizardText);
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const open = (next: boolean): void => {
    setOpen(next);
    setName(before);
  };
  const save = (): void => {
    if (name.trim() === "") return;
    onSave(name.trim());
    setOpen(false);
  };
  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={open}
      content={
        <div className="iw-keep">
          <Input
            autoFocus
            aria-label={t.mappingName}
            placeholder={t.mappingName}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={save}
          />
          <Button type="primary" disabled={name.trim() === ""} onClick={save}>
            {t.keep}
          </Button>
        </div>
      }
    >
      <Button icon={<SaveOutlined />} loading={isBusy}>
        {t.keepMapping}
      </Button>
    </Popover>
  );
}
