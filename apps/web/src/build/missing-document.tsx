import { EmptyState, useText } from "@mortise/ui";
import { Button, Space } from "antd";
import { Link } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { historyText } from "./history-text.ts";
import { buildText } from "./text.ts";

/** Says that the draft does not have a document, perhaps no more, and leads on: to those it has, and to what was changed. */
export function MissingDocument({ kind }: { readonly kind: string }) {
  const t = useText(buildText);
  const words = useText(historyText);
  const { id: app } = useAppModel();
  return (
    <EmptyState
      title={t.missing}
      hint={t.missingHint}
      action={
        <Space>
          <Link to={`/a/${app}/build/${kind}`}>
            <Button type="primary" tabIndex={-1}>
              {t.toList}
            </Button>
          </Link>
          <Link to={`/a/${app}/build/history`}>
            <Button tabIndex={-1}>{words.history}</Button>
          </Link>
        </Space>
      }
    />
  );
}
