import { useText } from "@mortise/ui";
import { Button, Popconfirm, Space } from "antd";
import { text } from "./text.ts";
import { useMending } from "./use-mending.ts";

/** What can be done with some runs: try again, leave a step out, end. */
export function MendingButtons({
  app,
  ids,
  isFailed,
  waitsForCalls = false,
  onDone,
}: {
  readonly app: string;
  readonly ids: readonly string[];
  /** Whether any of them has failed: the others can only be ended. */
  readonly isFailed: boolean;
  /** It waits for runs that it has called, and may go on without them. */
  readonly waitsForCalls?: boolean;
  readonly onDone?: () => void;
}) {
  const t = useText(text);
  const mending = useMending(app, onDone);
  const busy = { loading: mending.isPending, disabled: ids.length === 0 };
  const words = { okText: t.ok, cancelText: t.cancel };
  return (
    <Space wrap>
      {isFailed ? (
        <>
          <Button type="primary" {...busy} onClick={() => mending.mutate({ ids: [...ids], action: "retry" })}>
            {t.retry}
          </Button>
          <Button {...busy} onClick={() => mending.mutate({ ids: [...ids], action: "retry", current: true })}>
            {t.retryCurrent}
          </Button>
          <Popconfirm
            title={t.askSkip}
            {...words}
            onConfirm={() => mending.mutate({ ids: [...ids], action: "skip" })}
          >
            <Button {...busy}>{t.skip}</Button>
          </Popconfirm>
        </>
      ) : null}
      {waitsForCalls ? (
        <Popconfirm
          title={t.askLeaveCalls}
          {...words}
          onConfirm={() => mending.mutate({ ids: [...ids], action: "skip" })}
        >
          <Button {...busy}>{t.leaveCalls}</Button>
        </Popconfirm>
      ) : null}
      <Popconfirm
        title={t.askAbort}
        {...words}
        onConfirm={() => mending.mutate({ ids: [...ids], action: "abort" })}
      >
        <Button danger {...busy}>
          {t.abort}
        </Button>
      </Popconfirm>
    </Space>
  );
}
