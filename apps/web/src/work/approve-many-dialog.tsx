import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal } from "antd";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { workText } from "./text.ts";
import type { WorkItem } from "./work-item.ts";

/** Approves several at once with one comment, and says which of them could not be. */
export function ApproveManyDialog({
  items,
  onClose,
}: {
  readonly items: readonly WorkItem[];
  readonly onClose: () => void;
}) {
  const t = useText(workText);
  const localize = useLocalize();
  const api = useApi();
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const [form] = Form.useForm<{ comment?: string }>();
  const approve = useMutation({
    mutationFn: (comment: string | undefined) =>
      api.call(routes.approveMany, {
        body: {
          ids: items.map(({ id }) => id),
          ...(comment?.trim() ? { comment: comment.trim() } : {}),
        },
      }),
    onSuccess: ({ results }) => {
      const refused = results.flatMap(({ id, refusal }) => (refusal ? [{ id, refusal }] : []));
      const title = (id: string) => localize(items.find((item) => item.id === id)?.title);
      if (refused.length === 0) void message.success(fillText(t.approvedMany, { n: results.length }));
      else
        modal.warning({
          title: fillText(t.someRefused, { n: results.length - refused.length, refused: refused.length }),
          content: (
            <ul className="work-refused">
              {refused.map(({ id, refusal }) => (
                <li key={id}>
                  <b>{title(id)}</b> {localize(refusal)}
                </li>
              ))}
            </ul>
          ),
        });
      void client.invalidateQueries();
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.workItems }),
  });
  return (
    <Modal
      open
      title={fillText(t.approveMany, { n: items.length })}
      okText={t.approve}
      cancelText={t.cancel}
      confirmLoading={approve.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {approve.error ? (
        <Alert type="error" showIcon role="alert" title={errorMessage(approve.error)} />
      ) : null}
      <ul className="work-refused">
        {items.map((item) => (
          <li key={item.id}>
            <b>{localize(item.title)}</b> {item.recordTitle}
          </li>
        ))}
      </ul>
      <Form form={form} layout="vertical" onFinish={({ comment }) => approve.mutate(comment)}>
        <Form.Item name="comment" label={t.comment}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
