import { MoreOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { RelativeTime, useText } from "@mortise/ui";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useLabels } from "../records/labels.ts";
import { useSession } from "../session/session.ts";
import { CommentEditor } from "./comment-editor.tsx";
import { CommentText } from "./comment-text.tsx";
import { commentsText } from "./text.ts";
import { type Comment, type Place, useCommentWrite } from "./use-comments.ts";

/** One comment; its author changes or deletes it, administrators delete it. */
export function CommentLine({
  place,
  comment,
  readOnly,
}: {
  readonly place: Place;
  readonly comment: Comment;
  readonly readOnly: boolean;
}) {
  const t = useText(commentsText);
  const labels = useLabels();
  const { me } = useSession();
  const { modal } = App.useApp();
  const [editing, setEditing] = useState(false);
  const write = useCommentWrite(place);
  const isOwn = comment.author === me?.id;
  const name = labels(comment.author) ?? t.unknown;
  const save = async (text: string) => {
    await write.mutateAsync({ type: "edit", comment: comment.id, text }).then(
      () => setEditing(false),
      () => undefined,
    );
    return false;
  };
  const askDelete = () =>
    void modal.confirm({
      title: t.removeAsk,
      okText: t.remove,
      okButtonProps: { danger: true },
      cancelText: t.cancel,
      onOk: () => write.mutateAsync({ type: "delete", comment: comment.id }).catch(() => undefined),
    });
  const actions = [
    ...(isOwn ? [{ key: "edit", label: t.edit, onClick: () => setEditing(true) }] : []),
    ...(isOwn || me?.admin ? [{ key: "delete", label: t.remove, danger: true, onClick: askDelete }] : []),
  ];
  return (
    <li className="comment">
      <div className="comment-head">
        <b>{name}</b>
        <RelativeTime value={comment.createdAt} />
        {comment.editedAt === null ? null : <em>{t.edited}</em>}
        {readOnly || actions.length === 0 || editing ? null : (
          <Dropdown menu={{ items: actions }} trigger={["click"]}>
            <Button
              type="text"
              size="small"
              icon={<MoreOutlined aria-hidden="true" />}
              aria-label={fillText(t.actions, { name })}
            />
          </Dropdown>
        )}
      </div>
      {editing ? (
        <CommentEditor
          place={place}
          text={comment.text}
          busy={write.isPending}
          submit={t.save}
          onSubmit={save}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <p className="comment-text">
          <CommentText text={comment.text} />
        </p>
      )}
    </li>
  );
}
