import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { Collapse } from "antd";
import type { ReactNode } from "react";
import { poolText } from "./text.ts";

/** What narrows a rule further; folded away, with how much of it is set. */
export function ConditionsFold({
  count,
  children,
}: {
  readonly count: number;
  readonly children: ReactNode;
}) {
  const t = useText(poolText);
  const label = count > 0 ? fillText(t.conditionsSet, { n: count }) : t.conditions;
  return <Collapse ghost size="small" items={[{ key: "conditions", label, children }]} />;
}
