import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { workText } from "./text.ts";
import { useWorkAction } from "./use-work-action.ts";

/** A run that somebody in charge may step into. */
export interface InterveneProps {
  readonly app: string;
  readonly entity: string;
  readonly run: string;
  readonly size?: "small";
  /** Something else is to be read again. */
  readonly onDone?: () => void;
}

/** 干预: sends a run to another step, or ends it, with a reason that stays in its trail. */
export function InterveneButton({ size, ...place }: InterveneProps) {
  const t = useText(workText);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button {...(size ? { size } : {})} onClick={() => setIsAsking(true)}>
        {t.intervene}
      </Button>
      {isAsking ? <InterveneDialog {...place} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}

interface Answer {
  readonly action: "jump" | "end";
  readonly node?: string;
  readonly comment: string;
}

function InterveneDialog({
  app,
  entity,
  run,
  onDone,
  onClose,
}: Omit<InterveneProps, "size"> & { readonly onClose: () => void }) {
  const t = useText(workText);
  const localize = useLocalize();
  const api = useApi();
  const [form] = Form.useForm<Answer>();
  const action = Form.useWatch("action", form) ?? "jump";
  const read = useQuery({
    queryKey: ["runs", app, "one", run],
    queryFn: () => api.call(routes.readRun, { params: { app, id: run } }),
    retry: false,
  });
  const intervene = useWorkAction(
    { app, entity },
    ({ node, ...answer }: Answer) =>
      api.call(routes.interveneRun, {
        params: { app, id: run },
        body: { ...answer, ...(node === undefined || answer.action === "end" ? {} : { node }) },
      }),
    () => {
      onDone?.();
      onClose();
    },
  );
  return (
    <Modal
      open
      title={t.intervene}
      okText={action === "end" ? t.endRun : t.jump}
      okButtonProps={{ danger: action === "end" }}
      cancelText={t.cancel}
      confirmLoading={intervene.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p>{t.interveneHint}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ action: "jump" }}
        onFinish={(answer) => intervene.mutate(answer)}
      >
        <Form.Item name="action">
          <Radio.Group
            optionType="button"
            options={[
              { value: "jump", label: t.jump },
              { value: "end", label: t.endRun },
            ]}
          />
        </Form.Item>
        {action === "jump" ? (
          <Form.Item name="node" label={t.jumpTo} rules={[{ required: true, message: t.chooseStep }]}>
            <Select
              placeholder={t.chooseStep}
              loading={read.isLoading}
              showSearch={{ optionFilterProp: "label" }}
              options={(read.data?.targets ?? []).map(({ node, name }) => ({
                value: node,
                label: localize(name),
              }))}
            />
          </Form.Item>
        ) : null}
        <Form.Item
          name="comment"
          label={t.reason}
          rules={[{ required: true, whitespace: true, message: t.interveneWhy }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
