import { CommentOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { EmptyState, Panel, useText } from "@mortise/ui";
import { useSession } from "../session/session.ts";
import { MoreButton } from "../shell/more-button.tsx";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { CommentEditor } from "./comment-editor.tsx";
import { CommentLine } from "./comment-line.tsx";
import "./comments.css";
import { commentsText } from "./text.ts";
import { useComments, useCommentWrite } from "./use-comments.ts";

/** What people say about a record, newest first, with the place to write on top. */
export function CommentsPanel({
  entity,
  id,
  readOnly = false,
}: {
  readonly entity: string;
  readonly id: string;
  /** Leaves out the writing, for a record in the bin. */
  readonly readOnly?: boolean;
}) {
  const t = useText(commentsText);
  const { me } = useSession();
  const place = { entity, id };
  const query = useComments(place);
  const write = useCommentWrite(place);
  const items = (query.data?.pages ?? []).flatMap((page) => page.items);
  const count = query.data?.pages[0]?.count ?? 0;
  const mayWrite = !readOnly && !me?.viewedBy;
  const add = (text: string) =>
    write.mutateAsync({ type: "add", text }).then(
      () => true,
      () => false,
    );
  return (
    <Panel title={count > 0 ? fillText(t.commentsOf, { n: count }) : t.comments} className="comments-panel">
      {mayWrite ? (
        <CommentEditor place={place} busy={write.isPending} submit={t.send} onSubmit={add} />
      ) : null}
      {query.error ? <PageError error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <PageLoading /> : null}
      {query.isSuccess && items.length === 0 && !mayWrite ? (
        <EmptyState icon={<CommentOutlined aria-hidden="true" />} title={t.none} />
      ) : null}
      {items.length > 0 ? (
        <ol className="comments" aria-label={t.comments}>
          {items.map((comment) => (
            <CommentLine key={comment.id} place={place} comment={comment} readOnly={!mayWrite} />
          ))}
        </ol>
      ) : null}
      <MoreButton query={query}>{t.earlier}</MoreButton>
    </Panel>
  );
}
