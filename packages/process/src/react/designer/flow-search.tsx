import type { Catalog, FlowDocument } from "@mortise/metadata";
import { useFieldServices } from "@mortise/fields/react";
import { useLocalize, useText } from "@mortise/ui";
import { SearchOutlined } from "@ant-design/icons";
import { type RefSelectProps, Select } from "antd";
import { type Ref, useMemo } from "react";
import { TRIGGER_ID } from "../../model/drawing/flow-lines.ts";
import { exitsOf } from "../../model/flow-edit.ts";
import { nodeSummary, summaryContext, triggerSummary } from "../../model/validate-flow.ts";
import { findNode } from "../../nodes/index.ts";
import { text } from "../text.ts";
import { stepName } from "./step-words.ts";

/** Props of `FlowSearch`. */
export interface FlowSearchProps {
  readonly flow: FlowDocument;
  readonly catalog: Catalog;
  readonly onFound: (id: string) => void;
  readonly ref?: Ref<RefSelectProps>;
}

interface Found {
  readonly value: string;
  readonly label: string;
  readonly about: string;
  /** Found by these words, too. */
  readonly more: string;
}

/** Finds steps of the flow by what they are called and what they do, and leads there. */
export function FlowSearch({ flow, catalog, onFound, ref }: FlowSearchProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { label } = useFieldServices();
  const options = useMemo(() => {
    const context = summaryContext(flow, catalog, label);
    const about = localize(triggerSummary(flow, context));
    const first: Found = { value: TRIGGER_ID, label: t.trigger, about, more: "" };
    const steps = flow.nodes.map((node) => ({
      value: node.id,
      label: localize(stepName(node)),
      about: localize(nodeSummary(node, context)),
      more: [findNode(node.type)?.name, ...exitsOf(node).map((exit) => exit.name)]
        .map((words) => localize(words))
        .join(" "),
    }));
    return [first, ...steps];
  }, [flow, catalog, label, localize, t.trigger]);
  return (
    <Select<string | null, Found>
      ref={ref ?? null}
      className="flow-search"
      aria-label={t.find}
      placeholder={t.find}
      suffixIcon={<SearchOutlined />}
      value={null}
      showSearch={{
        filterOption: (query, option) =>
          [option?.label, option?.about, option?.more]
            .join(" ")
            .toLowerCase()
            .includes(query.trim().toLowerCase()),
      }}
      popupMatchSelectWidth={360}
      notFoundContent={t.nothingFound}
      options={options}
      optionRender={({ data }) => (
        <span className="flow-found">
          <b>{data.label}</b>
          <small>{data.about}</small>
        </span>
      )}
      onChange={(id) => {
        if (id !== null) onFound(id);
      }}
    />
  );
}
