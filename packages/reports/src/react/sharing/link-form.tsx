import { ApiError, type NewBoardLinkBody, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText, type Json } from "@mortise/kit";
import type { DashboardFilter } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Form, Input, Select, Space } from "antd";
import { useState } from "react";
import { chosenValue } from "../../model/board/filter-condition.ts";
import { firstField } from "../board/filter-bar.tsx";
import { FilterControl } from "../board/filter-control.tsx";
import { linksKey, type ShareBoardProps } from "./share-board-props.ts";
import { sharingText } from "./text.ts";

const DAY_MS = 86_400_000;
const PERIODS = [7, 30, 90] as const;
const SHORTEST_PASSWORD = 4;

interface LinkValues {
  readonly name: string;
  readonly password?: string;
  /** Days from now; 0 for never. */
  readonly days: number;
  readonly hosts: string[];
  readonly exports: boolean;
}

/** Makes a public link: for whom, with which filters set for good, how long, and who may embed it. */
export function LinkForm(props: ShareBoardProps & { readonly onClose: () => void }) {
  const { app, dashboard, onClose } = props;
  const t = useText(sharingText);
  const api = useApi();
  const client = useQueryClient();
  const [fixed, setFixed] = useState<Readonly<Record<string, Json>>>({});
  const make = useMutation({
    mutationFn: (values: LinkValues) =>
      api.call(routes.makeBoardLink, {
        params: { app, dashboard: dashboard.id },
        body: bodyOf(values, fixed),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: linksKey(app, dashboard.id) });
      onClose();
    },
  });
  return (
    <Form<LinkValues>
      layout="vertical"
      requiredMark={false}
      className="m-share-form"
      initialValues={{ days: 30, hosts: [], exports: false }}
      onFinish={(values) => make.mutate(values)}
    >
      {make.error ? <Alert type="error" showIcon role="alert" title={reasonOf(make.error)} /> : null}
      <Form.Item
        name="name"
        label={t.name}
        rules={[{ required: true, whitespace: true, message: t.nameNeeded }]}
      >
        <Input maxLength={100} placeholder={t.namePlaceholder} autoFocus />
      </Form.Item>
      <FixedFilters {...props} fixed={fixed} onChange={setFixed} />
      <div className="m-share-two">
        <Form.Item name="days" label={t.expires}>
          <Select<number>
            options={[
              ...PERIODS.map((n) => ({ value: n, label: fillText(t.days, { n }) })),
              { value: 0, label: t.never },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="password"
          label={t.password}
          rules={[{ min: SHORTEST_PASSWORD, message: t.passwordShort }]}
        >
          <Input.Password placeholder={t.passwordHint} maxLength={100} autoComplete="new-password" />
        </Form.Item>
      </div>
      <Form.Item name="hosts" label={t.hosts} extra={t.hostsHint}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", "，", " "]} />
      </Form.Item>
      <Form.Item name="exports" valuePropName="checked">
        <Checkbox>{t.exports}</Checkbox>
      </Form.Item>
      <Space>
        <Button type="primary" htmlType="submit" loading={make.isPending}>
          {t.make}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </Space>
    </Form>
  );
}

/** What is wrong, with what the server says of the parts. */
function reasonOf(error: Error): string {
  const details = error instanceof ApiError ? error.body.details.map(({ message }) => message) : [];
  return [error.message, ...details].join(" ");
}

function bodyOf(
  { name, password, days, hosts, exports }: LinkValues,
  filters: Readonly<Record<string, Json>>,
): NewBoardLinkBody {
  return {
    name,
    filters,
    exports,
    hosts,
    ...(password ? { password } : {}),
    ...(days > 0 ? { expiresAt: new Date(Date.now() + days * DAY_MS).toISOString() } : {}),
  };
}

interface FixedFiltersProps extends ShareBoardProps {
  readonly fixed: Readonly<Record<string, Json>>;
  readonly onChange: (fixed: Readonly<Record<string, Json>>) => void;
}

/** The filters of the bar, each of which a link may set; they begin with what they stand at. */
function FixedFilters({ dashboard, catalog, choices, fixed, onChange }: FixedFiltersProps) {
  const t = useText(sharingText);
  const localize = useLocalize();
  const filters = dashboard.filters ?? [];
  if (filters.length === 0) return null;
  const toggle = (filter: DashboardFilter, isOn: boolean): void => {
    const { [filter.id]: _before, ...others } = fixed;
    onChange(isOn ? { ...others, [filter.id]: chosenValue(filter, choices) ?? null } : others);
  };
  return (
    <Form.Item label={t.fixed} extra={t.fixedHint}>
      <ul className="m-share-filters">
        {filters.map((filter) => {
          const isOn = Object.hasOwn(fixed, filter.id);
          return (
            <li key={filter.id}>
              <Checkbox checked={isOn} onChange={({ target }) => toggle(filter, target.checked)}>
                {localize(filter.name)}
              </Checkbox>
              {isOn ? (
                <FilterControl
                  filter={filter}
                  field={firstField(filter, dashboard, catalog)}
                  value={fixed[filter.id]}
                  onChange={(value) => onChange({ ...fixed, [filter.id]: value })}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </Form.Item>
  );
}
