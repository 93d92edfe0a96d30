import { CheckCircleOutlined, DeleteOutlined } from "@ant-design/icons";
import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { FlowDocument, FlowTest } from "@mortise/metadata";
import { EmptyState, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Drawer, Popconfirm, Tag } from "antd";
import { useEffect, useState } from "react";
import { text } from "./text.ts";

type Results = RouteOutput<typeof routes.runFlowTests>["results"];

/** Props of `TestButton`. */
export interface TestButtonProps {
  readonly app: string;
  readonly flow: FlowDocument;
  readonly onChange: (flow: FlowDocument) => void;
}

/** So long after the last edit the tests run. */
const SETTLED_MS = 700;
const NO_TESTS: readonly FlowTest[] = [];

/** The tests of a drafted flow: how many fail, and on request each with what came out otherwise. */
export function TestButton({ app, flow, onChange }: TestButtonProps) {
  const t = useText(text);
  const isPhone = useIsPhone();
  const [open, setOpen] = useState(false);
  const { tests = NO_TESTS } = flow;
  const results = useResults(app, flow);
  const failing = results.data?.filter(({ differences }) => differences.length > 0).length ?? 0;
  return (
    <>
      <Button icon={<CheckCircleOutlined />} danger={failing > 0} onClick={() => setOpen(true)}>
        {t.tests}
        {tests.length > 0 ? ` ${tests.length - failing}/${tests.length}` : ""}
      </Button>
      <Drawer
        open={open}
        title={t.title}
        size={isPhone ? "100%" : 460}
        destroyOnHidden
        onClose={() => setOpen(false)}
      >
        <p className="flow-hint">{t.hint}</p>
        {results.error ? <Alert type="error" showIcon title={results.error.message} /> : null}
        {tests.length === 0 ? <EmptyState title={t.none} hint={t.noneHint} /> : null}
        <ul className="flow-tests">
          {tests.map((test) => (
            <TestLine
              key={test.id}
              test={test}
              results={results.data}
              onRemove={() => onChange({ ...flow, tests: tests.filter(({ id }) => id !== test.id) })}
            />
          ))}
        </ul>
      </Drawer>
    </>
  );
}

function useResults(app: string, flow: FlowDocument) {
  const api = useApi();
  const [settled, settle] = useState(flow);
  useEffect(() => {
    const timer = setTimeout(() => settle(flow), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [flow]);
  return useQuery({
    queryKey: ["flow-tests", app, settled],
    queryFn: async () => {
      const { results } = await api.call(routes.runFlowTests, { params: { app }, body: { flow: settled } });
      return results;
    },
    enabled: (settled.tests ?? NO_TESTS).length > 0,
    placeholderData: (previous) => previous,
    retry: false,
  });
}

function TestLine({
  test,
  results,
  onRemove,
}: {
  readonly test: FlowTest;
  readonly results: Results | undefined;
  readonly onRemove: () => void;
}) {
  const t = useText(text);
  const localize = useLocalize();
  const result = results?.find((one) => one.test === test.id);
  return (
    <li>
      <div className="flow-item-head">
        <State result={result} isRunning={results === undefined} />
        <b className="flow-item-title">{localize(test.name)}</b>
        <Popconfirm title={t.removeAsk} okText={t.ok} cancelText={t.cancel} onConfirm={onRemove}>
          <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t.remove} />
        </Popconfirm>
      </div>
      {result && result.differences.length > 0 ? (
        <ul>
          {result.differences.map((difference) => (
            <li key={difference.en}>{localize(difference)}</li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function State({
  result,
  isRunning,
}: {
  readonly result: Results[number] | undefined;
  readonly isRunning: boolean;
}) {
  const t = useText(text);
  if (isRunning) return <Tag color="processing">{t.running}</Tag>;
  if (!result) return <Tag>{t.notRun}</Tag>;
  return result.differences.length === 0 ? (
    <Tag color="success">{t.passed}</Tag>
  ) : (
    <Tag color="error">{t.failed}</Tag>
  );
}
