import { ApiError, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Modal, Radio, Space } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { recordsChanged } from "../live/apply-live.ts";
import { recordsText } from "./text.ts";

/** Removes records from the recycle bin for good, after saying what that means. */
export function PurgeButton({
  entity,
  ids,
  onDone,
}: {
  readonly entity: string;
  readonly ids: readonly string[];
  readonly onDone: () => void;
}) {
  const t = useText(recordsText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app, catalog } = useAppModel();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const [references, setReferences] = useState<"refuse" | "clear">("refuse");
  const purge = useMutation({
    mutationFn: () =>
      api.call(routes.purgeRecords, { params: { app, entity }, body: { ids: [...ids], references } }),
    onSuccess: ({ count }) => {
      void message.success(fillText(t.purged, { n: count }));
      for (const each of catalog.all("entity")) recordsChanged(queryClient, app, each.id);
      setOpen(false);
      onDone();
    },
  });
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t.purge}
      </Button>
      <Modal
        open={isOpen}
        title={fillText(t.purgeAsk, { n: ids.length })}
        okText={t.purge}
        okButtonProps={{ danger: true }}
        cancelText={t.cancel}
        confirmLoading={purge.isPending}
        onOk={() => purge.mutate()}
        onCancel={() => setOpen(false)}
      >
        <p>{t.purgeHint}</p>
        <Radio.Group
          aria-label={t.purgeReferences}
          value={references}
          onChange={(event) => setReferences(event.target.value === "clear" ? "clear" : "refuse")}
        >
          <Space orientation="vertical">
            <Radio value="refuse">{t.purgeRefuse}</Radio>
            <Radio value="clear">{t.purgeClear}</Radio>
          </Space>
        </Radio.Group>
        {purge.error ? <Refusal error={purge.error} /> : null}
      </Modal>
    </>
  );
}

function Refusal({ error }: { readonly error: Error }) {
  const details = error instanceof ApiError ? error.body.details : [];
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={error.message}
      description={details.map((detail) => (
        <div key={detail.path}>{detail.message}</div>
      ))}
    />
  );
}
