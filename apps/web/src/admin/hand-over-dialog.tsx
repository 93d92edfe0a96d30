import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Form, Modal, Radio, Select } from "antd";
import { errorMessage } from "../session/form-errors.ts";
import { type Account, useAccounts } from "./admin-queries.ts";
import { adminText } from "./text.ts";

interface HandOverValues {
  readonly to: string;
  readonly records: "stay" | "person" | "pool";
}

const SHOWN_SECONDS = 6;

/** 工作移交: all that waits for a person goes to somebody else, as when they leave, and their records where that is chosen. */
export function HandOverDialog({
  account,
  onClose,
}: {
  readonly account: Account;
  readonly onClose: () => void;
}) {
  const t = useText(adminText);
  const api = useApi();
  const { message } = App.useApp();
  const accounts = useAccounts();
  const [form] = Form.useForm<HandOverValues>();
  const handOver = useMutation({
    mutationFn: ({ to, records }: HandOverValues) => {
      const body = { to, ...(records === "stay" ? {} : { records }) };
      return api.call(routes.handOverWork, { params: { id: account.id }, body });
    },
    onSuccess: ({ moved, left, records }) => {
      const work = fillText(left > 0 ? t.handedOverSome : t.handedOver, { n: moved, left });
      const words = records && records.left > 0 ? t.handedOverRecordsSome : t.handedOverRecords;
      const rest = records ? fillText(words, { n: records.moved, left: records.left }) : "";
      void message.success(work + rest, SHOWN_SECONDS);
      onClose();
    },
  });
  const others = (accounts.data ?? []).filter(({ id, active }) => active && id !== account.id);
  return (
    <Modal
      open
      title={fillText(t.handOverOf, { name: account.name })}
      okText={t.handOver}
      cancelText={t.cancel}
      confirmLoading={handOver.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {handOver.error ? (
        <Alert type="error" showIcon role="alert" title={errorMessage(handOver.error)} />
      ) : null}
      <p>{t.handOverHint}</p>
      <Form<HandOverValues>
        form={form}
        layout="vertical"
        initialValues={{ records: "stay" }}
        onFinish={(values) => handOver.mutate(values)}
      >
        <Form.Item name="to" label={t.handOverTo} rules={[{ required: true, message: t.handOverTo }]}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="records" label={t.handOverRecords}>
          <Radio.Group
            className="stacked-choices"
            options={[
              { value: "stay", label: t.recordsStay },
              { value: "person", label: t.recordsToPerson },
              { value: "pool", label: t.recordsToPool },
            ]}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
