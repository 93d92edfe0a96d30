import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { dayIn, instantOf } from "@mortise/expression";
import { useNow, useText, useTimeZone } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal, Select } from "antd";
import { errorMessage, fieldErrors } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { useSession } from "../session/session.ts";
import { dutyText } from "./text.ts";
import type { Duty } from "./use-duty.ts";

interface Answer {
  readonly account?: string;
  /** Days: `2026-12-01`; the last one belongs to it. */
  readonly from: string;
  readonly until: string;
  readonly reason?: string;
}

const DAY = 86_400_000;

/** The body of the call for what was filled in, by the clock of the person's zone; from now on when it begins today. */
function bodyOf({ account, from, until, reason }: Answer, today: string, timeZone: string) {
  const start = (day: string, later = 0): string =>
    new Date(instantOf(Date.parse(`${day}T00:00:00Z`) + later, timeZone)).toISOString();
  return {
    ...(from > today ? { from: start(from) } : {}),
    until: start(until, DAY),
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
    onError: (error) =>
      form.setFields(
        // The server names fields by the names of this form.
        Object.entries(fieldErrors(error)).map(([name, problem]) => ({
          name: name as keyof Answer,
          errors: [problem],
        })),
      ),
  });
  const isElsewhere = create.error && Object.keys(fieldErrors(create.error)).length === 0;
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
      {isElsewhere ? <Alert type="error" showIcon role="alert" title={errorMessage(create.error)} /> : null}
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
        <div className="delegation-days">
          <Form.Item name="from" label={t.from} rules={[must]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="until" label={t.to} rules={[must]}>
            <Input type="date" />
          </Form.Item>
        </div>
        <Form.Item name="reason" label={t.reason}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
