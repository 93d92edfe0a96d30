import type { RouteOutput, routes } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import { givesOwners } from "@mortise/process";
import { useLocalize, useText } from "@mortise/ui";
import { Alert } from "antd";
import { Link } from "react-router";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

/** Offers to try changed rules on the past before they are published. */
export function TryOnPast({
  app,
  changes,
  onLeave,
}: {
  readonly app: string;
  readonly changes: RouteOutput<typeof routes.diffDraft>["changes"];
  readonly onLeave: () => void;
}) {
  const t = useText(buildText);
  const localize = useLocalize();
  const { catalog } = useDraft();
  const changed = new Set(changes.map(({ document }) => document));
  const flows = catalog.all("flow").filter((flow) => changed.has(`flow/${flow.id}`) && givesOwners(flow));
  if (flows.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t.tryOnPast}
      description={flows.map((flow) => (
        <Link key={flow.id} to={`/a/${app}/build/flows/${flow.id}?what-if`} onClick={onLeave}>
          {fillText(t.tryFlow, { flow: localize(flow.name) })}
        </Link>
      ))}
    />
  );
}
