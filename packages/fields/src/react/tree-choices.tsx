import type { Expression } from "@mortise/expression";
import { Button, Spin, Tree } from "antd";
import { useEffect, useState } from "react";
import { type TreeChoice, useFieldServices, useFieldText } from "./field-services.ts";
import { text } from "./text.ts";

const PAUSE = 250;
const HEIGHT = 320;

interface TreeChoicesProps {
  readonly entity: string;
  readonly tree: string;
  readonly condition: Expression | undefined;
  readonly typed: string;
  readonly chosen: string | undefined;
  readonly onPick: (choice: TreeChoice) => void;
}

/** The records of a tree to choose from; levels are read when they are opened, what is searched for stands in its place. */
export function TreeChoices({ chosen, onPick, ...wanted }: TreeChoicesProps) {
  const say = useFieldText();
  const { nodes, state, load, retry } = useTreeNodes(wanted);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const isSearch = wanted.typed !== "";
  const lists = Map.groupBy(nodes, ({ parent }) => parent);
  const isShown = new Set(nodes.map(({ id }) => id));
  const roots = nodes.filter(({ parent }) => parent === null || !isShown.has(parent));
  if (state === "failed")
    return (
      <p className="record-sheet-none" role="alert">
        {say(text.searchFailed)}
        <Button type="link" onClick={retry}>
          {say(text.retry)}
        </Button>
      </p>
    );
  if (nodes.length === 0)
    return (
      <p className="record-sheet-none" role="status">
        {state === "busy" ? <Spin size="small" /> : say(text.nothingFound)}
      </p>
    );
  return (
    <Tree
      className="tree-choices"
      blockNode
      height={HEIGHT}
      treeData={roots.map((node) => toData(node, lists))}
      {...(isSearch ? { expandedKeys: nodes.map(({ id }) => id) } : { expandedKeys: [...opened] })}
      onExpand={(keys) => setOpened(keys.map(String))}
      loadData={async ({ key }) => load(String(key))}
      loadedKeys={[...lists.keys()].filter((key) => key !== null)}
      selectedKeys={chosen === undefined ? [] : [chosen]}
      onSelect={(_keys, { node }) => {
        const choice = nodes.find(({ id }) => id === node.key);
        if (choice?.fits) onPick(choice);
      }}
    />
  );
}

interface TreeData {
  readonly key: string;
  readonly title: string;
  readonly isLeaf: boolean;
  readonly selectable: boolean;
  readonly className: string;
  readonly children?: TreeData[];
}

function toData(node: TreeChoice, lists: ReadonlyMap<string | null, readonly TreeChoice[]>): TreeData {
  const below = lists.get(node.id);
  return {
    key: node.id,
    title: node.label,
    isLeaf: node.below === 0,
    selectable: node.fits,
    className: node.fits ? "" : "tree-choice-way",
    ...(below ? { children: below.map((child) => toData(child, lists)) } : {}),
  };
}

function useTreeNodes({ entity, tree, condition, typed }: Omit<TreeChoicesProps, "chosen" | "onPick">) {
  const { treeOf } = useFieldServices();
  const [nodes, setNodes] = useState<readonly TreeChoice[]>([]);
  const [state, setState] = useState<"busy" | "idle" | "failed">("busy");
  const [attempt, setAttempt] = useState(0);
  const ask = (parent: string | null, word: string) =>
    treeOf?.({ entity, field: tree, parent, typed: word, condition }) ?? Promise.resolve([]);
  useEffect(() => {
    let isLate = false;
    const start = setTimeout(
      () => {
        setState("busy");
        ask(null, typed).then(
          (found) => {
            if (isLate) return;
            setNodes(found);
            setState("idle");
          },
          () => (isLate ? undefined : setState("failed")),
        );
      },
      typed === "" ? 0 : PAUSE,
    );
    return () => {
      isLate = true;
      clearTimeout(start);
    };
    // What is asked for is named by these; the function is new at every drawing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [entity, tree, typed, attempt]);
  const load = async (parent: string): Promise<void> => {
    const found = await ask(parent, "").catch(() => []);
    setNodes((before) => [...before, ...found.filter(({ id }) => !before.some((each) => each.id === id))]);
  };
  return { nodes, state, load, retry: () => setAttempt((before) => before + 1) };
}
