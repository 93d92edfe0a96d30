import { EllipsisOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { Button, Dropdown, Popconfirm } from "antd";
import { useState } from "react";
import { AddPeopleDialog } from "./add-people-dialog.tsx";
import { AskDialog } from "./ask-dialog.tsx";
import { PassOnDialog } from "./pass-on-dialog.tsx";
import { workText } from "./text.ts";
import { useWorkAction } from "./use-work-action.ts";
import type { WorkItem } from "./work-item.ts";

/** Passing a to-do on, asking somebody for their word, and asking more people to approve. */
export function MoreActions({ item }: { readonly item: WorkItem }) {
  const t = useText(workText);
  const [dialog, setDialog] = useState<"pass-on" | "add" | "ask" | undefined>(undefined);
  const close = (): void => setDialog(undefined);
  const actions = [
    { key: "pass-on", label: t.passOn, onClick: () => setDialog("pass-on") },
    ...(item.kind === "approval" && item.origin !== "word" && item.origin !== "before"
      ? [
          { key: "ask", label: t.askWord, onClick: () => setDialog("ask") },
          { key: "add", label: t.addPeople, onClick: () => setDialog("add") },
        ]
      : []),
  ];
  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items: actions }}>
        <Button icon={<EllipsisOutlined />} aria-label={t.more} />
      </Dropdown>
      {dialog === "pass-on" ? <PassOnDialog item={item} onClose={close} /> : null}
      {dialog === "ask" ? <AskDialog item={item} onClose={close} /> : null}
      {dialog === "add" ? <AddPeopleDialog item={item} onClose={close} /> : null}
    </>
  );
}

/** Puts what waits for somebody else into other hands. */
export function Reassign({ item }: { readonly item: WorkItem }) {
  const t = useText(workText);
  const [isAsking, setIsAsking] = useState(false);
  if (!item.mayReassign) return null;
  return (
    <>
      <Button size="small" onClick={() => setIsAsking(true)}>
        {t.reassign}
      </Button>
      {isAsking ? <PassOnDialog item={item} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}

/** 撤回: takes the own word back, while nobody after it has decided. */
export function Recall({ item }: { readonly item: WorkItem }) {
  const t = useText(workText);
  const api = useApi();
  const recall = useWorkAction(item, () => api.call(routes.recallWord, { params: { id: item.id } }));
  return (
    <Popconfirm
      title={t.recallAsk}
      description={t.recallHint}
      okText={t.recall}
      cancelText={t.cancel}
      onConfirm={() => recall.mutate()}
    >
      <Button size="small" className="work-recall" loading={recall.isPending}>
        {t.recall}
      </Button>
    </Popconfirm>
  );
}

/** Takes somebody back who was added and has not decided. */
export function TakeBack({ item }: { readonly item: WorkItem }) {
  const t = useText(workText);
  const api = useApi();
  const takeBack = useWorkAction(item, () => api.call(routes.takeBackWorkItem, { params: { id: item.id } }));
  if (!item.mayTakeBack) return null;
  return (
    <Button size="small" loading={takeBack.isPending} onClick={() => takeBack.mutate()}>
      {t.takeBack}
    </Button>
  );
}
