import { useText } from "@mortise/ui";
import { Button, Popconfirm, Space } from "antd";
import type { SendStatus } from "./send-status.tsx";
import { text } from "./text.ts";
import { useSendMending } from "./use-sends.ts";

/** What can be done with some sends: have them sent again, give them up. */
export function SendButtons({
  app,
  sends,
  onDone,
}: {
  readonly app: string;
  readonly sends: readonly { readonly id: string; readonly status: SendStatus }[];
  readonly onDone?: () => void;
}) {
  const t = useText(text);
  const mending = useSendMending(app, onDone);
  const words = { okText: t.ok, cancelText: t.cancel };
  const of = (...states: readonly SendStatus[]) =>
    sends.flatMap(({ id, status }) => (states.includes(status) ? [id] : []));
  const [again, over] = [of("dead", "dropped"), of("waiting", "dead")];
  if (again.length === 0 && over.length === 0) return null;
  return (
    <Space wrap>
      {again.length > 0 ? (
        <Popconfirm
          title={t.askReplay}
          {...words}
          onConfirm={() => mending.mutate({ ids: again, action: "replay" })}
        >
          <Button type="primary" loading={mending.isPending}>
            {t.replay}
          </Button>
        </Popconfirm>
      ) : null}
      {over.length > 0 ? (
        <Popconfirm
          title={t.askDiscard}
          {...words}
          onConfirm={() => mending.mutate({ ids: over, action: "discard" })}
        >
          <Button danger loading={mending.isPending}>
            {t.discard}
          </Button>
        </Popconfirm>
      ) : null}
    </Space>
  );
}
