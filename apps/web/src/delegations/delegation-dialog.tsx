import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { dayIn, momentsOfDays } from "@mortise/expression";
import { fillText } from "@mortise/kit";
import { useLocalize, useNow, useText, useTimeZone } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal, Radio, Select } from "antd";
import { errorElsewhere, placeErrors } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { useSession } from "../session/session.ts";
import { type DaySpan, DaySpanFields } from "../work/day-span.tsx";
import { PersonSelect } from "../work/person-select.tsx";
import { delegationText } from "./text.ts";
import { useDelegationChoices } from "./use-delegation-choices.ts";

interface Answer extends DaySpan {
  readonly account?: string;
  readonly delegate: string;
  readonly extent: "everything" | "chosen";
  /** `app` or `app/flow`. */
  readonly scope?: readonly string[];
  readonly reason?: string;
}

/** The body of the call for what was filled in, by the clock of the person's zone. */
function bodyOf({ account, delegate, from, until, extent, scope, reason }: Answer, timeZone: string) {
  const places = (scope ?? []).map((place) => {
    const [app = "", flow = null] = place.split("/");
    return { app, flow };
  });
  return {
    delegate,
    ...momentsOfDays({ from, until }, timeZone),
    scope: extent === "everything" ? null : places,
    ...(account ? { account } : {}),
    ...(reason?.trim() ? { reason: reason.trim() } : {}),
  };
}

/** Sets a delegation up: who stands in, from which day to which, for which work. */
export function DelegationDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText(delegationText);
  const api = useApi();
  const timeZone = useTimeZone();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { me } = useSession();
  const [form] = Form.useForm<Answer>();
  const create = useMutation({
    mutationFn: (answer: Answer) => api.call(routes.createDelegation, { body: bodyOf(answer, timeZone) }),
    onSuccess: (list) => {
      client.setQueryData(keys.delegations, list);
      void message.success(t.made);
      onClose();
    },
    onError: (error) => placeErrors(error, form),
  });
  const elsewhere = errorElsewhere(create.error);
  const today = dayIn(useNow().getTime(), timeZone);
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
        initialValues={{ from: today, until: today, extent: "everything" }}
        onFinish={(answer) => create.mutate(answer)}
      >
        {me?.admin ? (
          <Form.Item name="account" label={t.whose} initialValue={me.id} rules={[must]}>
            <PersonSelect />
          </Form.Item>
        ) : null}
        <Form.Item name="delegate" label={t.delegate} rules={[{ required: true, message: t.choosePerson }]}>
          <PersonSelect />
        </Form.Item>
        <DaySpanFields from={t.from} until={t.until} rules={[must]} />
        <Form.Item name="extent" label={t.scope}>
          <Radio.Group
            options={[
              { value: "everything", label: t.everything },
              { value: "chosen", label: t.chosen },
            ]}
          />
        </Form.Item>
        <ScopeSelect />
        <Form.Item name="reason" label={t.reason}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Apps, and flows of apps, where not everything is delegated. */
function ScopeSelect() {
  const t = useText(delegationText);
  const localize = useLocalize();
  const { apps } = useDelegationChoices();
  const extent = Form.useWatch<Answer["extent"] | undefined>("extent");
  if (extent !== "chosen") return null;
  const options = apps.map((app) => ({
    label: localize(app.name),
    options: [
      { value: app.id, label: fillText(t.wholeApp, { app: localize(app.name) }) },
      ...app.flows.map((flow) => ({ value: `${app.id}/${flow.id}`, label: localize(flow.name) })),
    ],
  }));
  return (
    <Form.Item name="scope" label={t.scopeChosen} rules={[{ required: true, message: t.required }]}>
      <Select mode="multiple" options={options} optionFilterProp="label" />
    </Form.Item>
  );
}
