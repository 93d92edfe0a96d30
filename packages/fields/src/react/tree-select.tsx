import { TreeSelect as AntTreeSelect } from "antd";
import { useEffect, useMemo, useState } from "react";
import { type TreeNode, useFieldServices, useFieldText } from "./field-services.ts";
import { RemoteSelect } from "./remote-select.tsx";
import { text } from "./text.ts";

/** Props of `TreeSelect`. */
export interface TreeSelectProps {
  /** Ids of the chosen teams or records. */
  readonly value: readonly string[];
  /** `team`, or the entity whose records stand in a tree. */
  readonly target: string;
  readonly disabled: boolean;
  readonly onChange: (ids: readonly string[]) => void;
}

type Loaded = readonly TreeNode[] | "loading" | "too-large";

function useTree(target: string): Loaded {
  const { loadTree } = useFieldServices();
  const [loaded, setLoaded] = useState<Loaded>("loading");
  useEffect(() => {
    let isCurrent = true;
    const found = loadTree?.(target) ?? Promise.resolve(undefined);
    void found
      .catch(() => undefined)
      .then((nodes) => (isCurrent ? setLoaded(nodes ?? "too-large") : undefined));
    return () => {
      isCurrent = false;
    };
  }, [loadTree, target]);
  return loaded;
}

/** Chooses teams or records in their tree; one too large to be shown whole is searched instead. */
export function TreeSelect({ value, target, disabled, onChange }: TreeSelectProps) {
  const services = useFieldServices();
  const say = useFieldText();
  const tree = useTree(target);
  const data = useMemo(() => (typeof tree === "string" ? [] : nodesOf(tree)), [tree]);
  if (tree === "too-large") {
    return (
      <RemoteSelect
        multiple
        value={[...value]}
        disabled={disabled}
        search={(query) =>
          target === "team" ? services.searchTeams(query) : services.searchRecords(target, query)
        }
        onChange={(next) => onChange(Array.isArray(next) ? next.filter((id) => typeof id === "string") : [])}
      />
    );
  }
  const known = new Set(data.map((node) => node.value));
  // What was chosen once and cannot be seen now keeps its name, or at least its place.
  const lost = value.filter((id) => !known.has(id));
  return (
    <AntTreeSelect<string[]>
      multiple
      allowClear
      treeDataSimpleMode
      treeDefaultExpandAll={data.length <= OPENED_AT_MOST}
      value={[...value]}
      treeData={[
        ...data,
        ...lost.map((id) => ({ id, pId: null, value: id, title: services.label(id) ?? "—" })),
      ]}
      showSearch={{ treeNodeFilterProp: "title" }}
      placeholder={say(text.choose)}
      loading={tree === "loading"}
      disabled={disabled}
      popupMatchSelectWidth={false}
      style={{ width: "100%" }}
      notFoundContent={say(tree === "loading" ? text.searching : text.nothingFound)}
      onChange={(ids) => onChange(ids)}
    />
  );
}

const OPENED_AT_MOST = 60;

/** Nodes as the control takes them; one whose parent is not among them stands at the top. */
function nodesOf(tree: readonly TreeNode[]) {
  const ids = new Set(tree.map(({ id }) => id));
  return tree.map(({ id, label, parent }) => ({
    id,
    pId: parent !== null && ids.has(parent) ? parent : null,
    value: id,
    title: label,
  }));
}
