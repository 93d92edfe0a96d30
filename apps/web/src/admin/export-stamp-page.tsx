import { ExportOutlined } from "@ant-design/icons";
import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { PageHeader, Panel, useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Form, Input } from "antd";
import { useState } from "react";
import { errorMessage } from "../session/form-errors.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { adminText } from "./text.ts";

type Stamp = RouteOutput<typeof routes.getExportStamp>;

const KEY = ["export-stamp"] as const;

/** `/admin/exports`: what exported files say of who took them out and when. */
export function ExportStampPage() {
  const t = useText(adminText);
  const api = useApi();
  const stamp = useQuery({ queryKey: KEY, queryFn: () => api.call(routes.getExportStamp, {}) });
  if (stamp.error) return <PageError error={stamp.error} onRetry={() => void stamp.refetch()} />;
  if (!stamp.data) return <PageLoading />;
  return (
    <div className="page page-narrow">
      <PageHeader
        icon={<ExportOutlined aria-hidden="true" />}
        title={t.exports}
        description={t.exportsHint}
      />
      <Panel>
        <StampForm key={stamp.data.revision} stamp={stamp.data} />
      </Panel>
    </div>
  );
}

function StampForm({ stamp }: { readonly stamp: Stamp }) {
  const t = useText(adminText);
  const api = useApi();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [wish, setWish] = useState(stamp);
  const save = useMutation({
    mutationFn: () => api.call(routes.saveExportStamp, { body: { ...wish, note: wish.note.trim() } }),
    onSuccess: (saved) => {
      message.success(t.saved);
      client.setQueryData(KEY, saved);
    },
  });
  const isChanged =
    wish.sheet !== stamp.sheet || wish.footer !== stamp.footer || wish.note.trim() !== stamp.note;
  const set = (changes: Partial<Stamp>) => setWish({ ...wish, ...changes });
  return (
    <Form layout="vertical" onFinish={() => save.mutate()}>
      {save.error ? <Alert type="error" showIcon role="alert" title={errorMessage(save.error)} /> : null}
      <Form.Item>
        <Checkbox checked={wish.footer} onChange={({ target }) => set({ footer: target.checked })}>
          {t.stampFooter}
        </Checkbox>
      </Form.Item>
      <Form.Item extra={t.stampSheetHint}>
        <Checkbox checked={wish.sheet} onChange={({ target }) => set({ sheet: target.checked })}>
          {t.stampSheet}
        </Checkbox>
      </Form.Item>
      <Form.Item label={t.stampNote} extra={t.stampNoteHint}>
        <Input
          aria-label={t.stampNote}
          maxLength={100}
          value={wish.note}
          disabled={!wish.sheet && !wish.footer}
          onChange={({ target }) => set({ note: target.value })}
        />
      </Form.Item>
      <p className="structure-hint">{t.stampCsv}</p>
      <Button type="primary" htmlType="submit" disabled={!isChanged} loading={save.isPending}>
        {t.save}
      </Button>
    </Form>
  );
}
