import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { dayIn, momentsOfDays } from "@mortise/expression";
import { useNow, useText, useTimeZone } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal, Select } from "antd";
import { errorElsewhere, placeErrors } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { useSession } from "../session/session.ts";
import { type DaySpan, DaySpanFields } from "../work/day-span.tsx";
import { dutyText } from "./text.ts";
import type { Duty } from "./use-duty.ts";

interface Answer extends DaySpan {
  readonly account?: string;
  readonly reason?: string;
}

/** The body of the call for what was filled in, by the clock of the person's zone; from now on when it begins today. */
function bodyOf({ account, reason, ...days }: Answer, today: string, timeZone: string) {
  const { from, until } = momentsOfDays(days, timeZone);
  return {
    ...(days.from > today ? { from } : {}),
    until,
    ...(account ? { account } : {}),
    ...(reason?.trim() ? { reason: reason.trim() } : {}),
  };
}

/** Sets a leave: whose, from which day to which. */
export function LeaveDialog({
  people,
  onClose,
}: {
  readonly people: Duty["people"];
  readonly onClose: () => void;
}) {
  const t = useText(dutyText);
  const api = useApi();
  const timeZone = useTimeZone();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { me } = useSession();
  const [form] = Form.useForm<Answer>();
  const today = dayIn(useNow().getTime(), timeZone);
  const create = useMutation({
    mutationFn: (answer: Answer) => api.call(routes.createLeave, { body: bodyOf(answer, today, timeZone) }),
    onSuccess: (duty) => {
      client.setQueryData(keys.duty, duty);
      void message.success(t.made);
      onClose();
    },
    onError: (error) => placeErrors(error, form),
  });
  const elsewhere = errorElsewhere(create.error);
  const must = { required: true, message: t.required };
  return (
    <Modal
      open
      title={t.add}
      okText={t.confirm}
      cancelText={t.cancel}
      confirmLoading={create.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {elsewhere ? <Alert type="error" showIcon role="alert" title={elsewhere} /> : null}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ account: me?.id, from: today, until: today }}
        onFinish={(answer) => create.mutate(answer)}
      >
        {people.length > 0 ? (
          <Form.Item name="account" label={t.whose} rules={[must]}>
            <Select
              showSearch={{ optionFilterProp: "label" }}
              options={[
                ...(me ? [{ value: me.id, label: t.myself }] : []),
                ...people.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Form.Item>
        ) : null}
        <DaySpanFields from={t.from} until={t.to} rules={[must]} />
        <Form.Item name="reason" label={t.reason}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
