import { PauseCircleOutlined, PlayCircleOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { formatDateTime, useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal, Tag, Tooltip } from "antd";
import { useState } from "react";
import { text } from "./text.ts";
import { runsKey } from "./use-mending.ts";
import type { WatchedFlow } from "./use-watched-flows.ts";

/** Props of `SwitchButton` and `PausedTag`. */
export interface SwitchProps {
  readonly app: string;
  readonly flow: WatchedFlow;
  /** Hears that the flow was paused or goes on: there is a new release. */
  readonly onSwitched?: () => void;
}

/** Pauses a flow or lets it go on, at once; asks for the reason first. */
export function SwitchButton({ app, flow, onSwitched }: SwitchProps) {
  const t = useText(text);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        icon={flow.enabled ? <PauseCircleOutlined /> : <PlayCircleOutlined />}
        onClick={() => setAsking(true)}
      >
        {flow.enabled ? t.pause : t.goOn}
      </Button>
      {isAsking ? (
        <SwitchDialog
          app={app}
          flow={flow}
          onClose={() => setAsking(false)}
          {...(onSwitched ? { onSwitched } : {})}
        />
      ) : null}
    </>
  );
}

function SwitchDialog({ app, flow, onSwitched, onClose }: SwitchProps & { readonly onClose: () => void }) {
  const t = useText(text);
  const localize = useLocalize();
  const { message } = App.useApp();
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const turn = useSwitch(app, () => {
    void message.success(flow.enabled ? t.pausedNow : t.goesOnNow);
    onSwitched?.();
    onClose();
  });
  const name = localize(flow.name);
  const enabled = !flow.enabled;
  return (
    <Modal
      open
      title={fillText(enabled ? t.askGoOn : t.askPause, { name })}
      okText={enabled ? t.goOn : t.pause}
      cancelText={t.cancel}
      confirmLoading={turn.isPending}
      onCancel={onClose}
      onOk={() => {
        if (!enabled && reason.trim() === "") setMissing(true);
        else turn.mutate({ flow: flow.id, enabled, reason });
      }}
    >
      <p>{enabled ? t.goOnHint : t.pauseHint}</p>
      <Form layout="vertical" component={false}>
        <Form.Item
          label={t.reason}
          required={!enabled}
          {...(isMissing && reason.trim() === ""
            ? { validateStatus: "error" as const, help: t.reasonWanted }
            : {})}
        >
          <Input.TextArea
            aria-label={t.reason}
            value={reason}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
      {turn.error ? <p role="alert">{turn.error.message}</p> : null}
    </Modal>
  );
}

function useSwitch(app: string, onDone: () => void) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ flow, ...body }: { flow: string; enabled: boolean; reason: string }) =>
      api.call(routes.switchFlow, { params: { app, flow }, body }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: runsKey(app) });
      onDone();
    },
  });
}

/** Says that a flow is paused, by whom and why; nothing for one that runs. */
export function PausedTag({ flow }: Pick<SwitchProps, "flow">) {
  const t = useText(text);
  const locale = useLocale();
  const timeZone = useTimeZone();
  if (flow.enabled) return null;
  const { paused } = flow;
  if (!paused) return <Tag>{t.switchedOff}</Tag>;
  const at = formatDateTime(paused.at, locale, timeZone);
  const why = fillText(t.pausedBy, { name: paused.by, at, reason: paused.reason });
  return (
    <Tooltip title={why}>
      <Tag color="warning" tabIndex={0} aria-label={why}>
        {t.paused}
      </Tag>
    </Tooltip>
  );
}
