import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { EmptyState, useLocale, useLocalize, useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Form, Input, Radio, Spin, Steps } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { Entrance } from "./entrance.tsx";
import { showFormErrors } from "./form-errors.ts";
import { NewPasswordFields } from "./new-password-fields.tsx";
import { keys } from "./query-keys.ts";
import { sessionText } from "./text.ts";

const EMPTY = "";

interface SetupValues {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly template: string;
  readonly sampleData: boolean;
}

/** `/setup?token=…`: the first person creates the administrator and chooses what to start with. */
export function SetupPage() {
  const t = useText(sessionText);
  const api = useApi();
  const [search] = useSearchParams();
  const token = search.get("token");
  const status = useQuery({ queryKey: keys.setup, queryFn: () => api.call(routes.setupStatus, {}) });
  if (status.isPending)
    return (
      <Entrance title={t.setupTitle}>
        <Spin />
      </Entrance>
    );
  if (status.data && !status.data.needed)
    return (
      <Entrance title={t.setupTitle}>
        <EmptyState
          title={t.setupClosed}
          hint={t.setupClosedHint}
          action={<Link to="/sign-in">{t.signIn}</Link>}
        />
      </Entrance>
    );
  if (!token)
    return (
      <Entrance title={t.setupTitle}>
        <EmptyState title={t.setupTokenMissing} hint={t.setupTokenHint} />
      </Entrance>
    );
  return <SetupForm token={token} templates={status.data?.templates ?? []} />;
}

interface Template {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly description: { readonly zh: string; readonly en: string };
}

function SetupForm({
  token,
  templates,
}: {
  readonly token: string;
  readonly templates: readonly Template[];
}) {
  const t = useText(sessionText);
  const locale = useLocale();
  const api = useApi();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<SetupValues>();
  const [step, setStep] = useState(0);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const accountFields = ["name", "email", "password"] as const;
  const setup = useMutation({
    mutationFn: (values: SetupValues) =>
      api.call(routes.setup, {
        body: {
          token,
          name: values.name,
          email: values.email,
          password: values.password,
          locale,
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          ...(values.template === EMPTY ? {} : { template: values.template, sampleData: values.sampleData }),
        },
      }),
    onSuccess: (me) => {
      queryClient.clear();
      queryClient.setQueryData(keys.me, me);
      void navigate("/", { replace: true });
    },
    onError: (error) => {
      setProblem(showFormErrors(error, form, accountFields));
      if (form.getFieldsError([...accountFields]).some((field) => field.errors.length > 0)) setStep(0);
    },
  });
  const next = async () => {
    const fits = await form.validateFields(["name", "email", "password", "repeat"]).then(
      () => true,
      () => false,
    );
    if (fits) setStep(1);
  };
  const first = templates[0]?.id ?? EMPTY;
  return (
    <Entrance title={t.setupTitle} hint={t.setupHint}>
      <Steps
        responsive={false}
        size="small"
        current={step}
        items={[{ title: t.stepAccount }, { title: t.stepTemplate }]}
      />
      <Form<SetupValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        className="setup-form"
        initialValues={{ template: first, sampleData: true }}
        onFinish={() => {
          setProblem(undefined);
          setup.mutate(form.getFieldsValue(true));
        }}
      >
        {problem ? <Alert type="error" showIcon title={problem} role="alert" /> : null}
        <div hidden={step !== 0}>
          <Form.Item name="name" label={t.name} rules={[{ required: true, message: t.enterName }]}>
            <Input size="large" autoComplete="name" />
          </Form.Item>
          <Form.Item
            name="email"
            label={t.email}
            rules={[{ required: true, type: "email", message: t.enterEmail }]}
          >
            <Input size="large" autoComplete="email" inputMode="email" />
          </Form.Item>
          <NewPasswordFields />
          <Button type="primary" size="large" block onClick={() => void next()}>
            {t.next}
          </Button>
        </div>
        <div hidden={step !== 1}>
          <TemplateChoice templates={templates} />
          <div className="row-buttons">
            <Button size="large" onClick={() => setStep(0)}>
              {t.back}
            </Button>
            <Button type="primary" size="large" htmlType="submit" loading={setup.isPending}>
              {t.finish}
            </Button>
          </div>
        </div>
      </Form>
    </Entrance>
  );
}

function TemplateChoice({ templates }: { readonly templates: readonly Template[] }) {
  const t = useText(sessionText);
  const localize = useLocalize();
  const template: unknown = Form.useWatch("template");
  return (
    <>
      <Form.Item name="template" label={t.stepTemplate}>
        <Radio.Group className="template-choice">
          {templates.map((each) => (
            <Radio key={each.id} value={each.id}>
              <b>{localize(each.name)}</b>
              <span>{localize(each.description)}</span>
            </Radio>
          ))}
          <Radio value={EMPTY}>
            <b>{t.noTemplate}</b>
            <span>{t.noTemplateHint}</span>
          </Radio>
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="sampleData"
        valuePropName="checked"
        hidden={template === EMPTY}
        extra={t.sampleDataHint}
      >
        <Checkbox>{t.sampleData}</Checkbox>
      </Form.Item>
    </>
  );
}
