import { routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { formatRelativeTime, RelativeTime, useLocale, useLocalize, useNow, useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { useSession } from "../session/session.ts";
import { recordsChanged } from "../live/apply-live.ts";
import { appText } from "./text.ts";

type WorkItem = RouteOutput<typeof routes.listWorkItems>["items"][number];
type Decision = NonNullable<WorkItem["decision"]>;

const TONES: Readonly<Record<Decision, string>> = {
  approved: "success",
  rejected: "error",
  returned: "warning",
  done: "success",
};

/** Something a person is asked to do, with the buttons to do it. */
export function WorkItemCard({
  item,
  inRecord = false,
}: {
  readonly item: WorkItem;
  readonly inRecord?: boolean;
}) {
  const t = useText(appText);
  const locale = useLocale();
  const localize = useLocalize();
  const { me } = useSession();
  const now = useNow();
  const late = item.status === "open" && item.dueAt !== null && new Date(item.dueAt) < now;
  return (
    <article className="work-item" aria-label={localize(item.title)}>
      <header>
        <Tag>{item.kind === "approval" ? t.approval : t.task}</Tag>
        <b>{localize(item.title)}</b>
        {late ? <Tag color="error">{t.overdue}</Tag> : null}
      </header>
      <p>
        {inRecord ? (
          item.assigneeName
        ) : (
          <Link to={`/a/${item.app}/e/${item.entity}/${item.record}`}>{item.recordTitle}</Link>
        )}
        <RelativeTime value={item.createdAt} />
        {item.dueAt && item.status === "open" ? (
          <span>{fillText(t.due, { time: formatRelativeTime(item.dueAt, now, locale) })}</span>
        ) : null}
      </p>
      {item.comment ? <blockquote>{item.comment}</blockquote> : null}
      {item.status === "open" && me?.id === item.assignee ? (
        <DecisionButtons item={item} />
      ) : (
        <Outcome item={item} />
      )}
    </article>
  );
}

function Outcome({ item }: { readonly item: WorkItem }) {
  const t = useText(appText);
  const names: Readonly<Record<Decision, string>> = {
    approved: t.approved,
    rejected: t.rejected,
    returned: t.returned,
    done: t.finished,
  };
  if (item.status === "cancelled") return <Tag>{t.cancelled}</Tag>;
  if (item.decision) return <Tag color={TONES[item.decision]}>{names[item.decision]}</Tag>;
  return <Tag color="processing">{t.open}</Tag>;
}

function DecisionButtons({ item }: { readonly item: WorkItem }) {
  const t = useText(appText);
  const [asked, setAsked] = useState<Decision | undefined>(undefined);
  if (item.kind === "task")
    return (
      <>
        <Button type="primary" onClick={() => setAsked("done")}>
          {t.finish}
        </Button>
        {asked ? <DecisionDialog item={item} decision={asked} onClose={() => setAsked(undefined)} /> : null}
      </>
    );
  return (
    <div className="work-buttons">
      <Button type="primary" onClick={() => setAsked("approved")}>
        {t.approve}
      </Button>
      <Button danger onClick={() => setAsked("rejected")}>
        {t.reject}
      </Button>
      <Button onClick={() => setAsked("returned")}>{t.giveBack}</Button>
      {asked ? <DecisionDialog item={item} decision={asked} onClose={() => setAsked(undefined)} /> : null}
    </div>
  );
}

function DecisionDialog({
  item,
  decision,
  onClose,
}: {
  readonly item: WorkItem;
  readonly decision: Decision;
  readonly onClose: () => void;
}) {
  const t = useText(appText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ comment?: string }>();
  const needsReason = decision === "rejected" || decision === "returned";
  const titles: Readonly<Record<Decision, string>> = {
    approved: t.approve,
    rejected: t.reject,
    returned: t.giveBack,
    done: t.finish,
  };
  const decide = useMutation({
    mutationFn: (comment: string | undefined) =>
      api.call(routes.decideWorkItem, {
        params: { id: item.id },
        body: { decision, ...(comment?.trim() ? { comment: comment.trim() } : {}) },
      }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: keys.workItems });
      recordsChanged(queryClient, item.app, item.entity);
      onClose();
    },
    onError: (error) => message.error(errorMessage(error)),
  });
  return (
    <Modal
      open
      title={titles[decision]}
      okText={t.confirm}
      cancelText={t.cancel}
      confirmLoading={decide.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={({ comment }) => decide.mutate(comment)}>
        <Form.Item
          name="comment"
          label={needsReason ? t.reason : t.comment}
          rules={[{ required: needsReason, whitespace: true, message: t.reasonRequired }]}
        >
          <Input.TextArea rows={3} maxLength={2000} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
