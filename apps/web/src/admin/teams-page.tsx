import { DeleteOutlined, EditOutlined, PlusOutlined, TeamOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { EmptyState, PageHeader, Panel, useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Modal, Tree, TreeSelect } from "antd";
import { useState } from "react";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { useTeams } from "./admin-queries.ts";
import { type Shift, ShiftEditor } from "./shift-editor.tsx";
import { type TeamNode, teamTree } from "./team-tree.ts";
import { adminText } from "./text.ts";

interface TeamDraft {
  readonly id?: string;
  readonly name: string;
  readonly parent: string | null;
  readonly shift: Shift;
}

/** `/admin/teams`: the tree of teams. */
export function TeamsPage() {
  const t = useText(adminText);
  const teams = useTeams();
  const [draft, setDraft] = useState<TeamDraft | undefined>(undefined);
  if (teams.error) return <PageError error={teams.error} onRetry={() => void teams.refetch()} />;
  if (!teams.data) return <PageLoading />;
  const tree = teamTree(teams.data);
  const add = (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden="true" />}
      onClick={() => setDraft({ name: "", parent: null, shift: null })}
    >
      {t.addTeam}
    </Button>
  );
  return (
    <div className="page page-narrow">
      <PageHeader title={t.teams} description={t.teamsHint} actions={add} />
      <Panel>
        {tree.length === 0 ? (
          <EmptyState icon={<TeamOutlined aria-hidden="true" />} title={t.noTeams} />
        ) : null}
        <Tree<TeamNode>
          treeData={[...tree]}
          defaultExpandAll
          blockNode
          selectable={false}
          showLine
          titleRender={(node) => <TeamLine node={node} onEdit={setDraft} />}
        />
      </Panel>
      {draft ? <TeamDialog draft={draft} tree={tree} onClose={() => setDraft(undefined)} /> : null}
    </div>
  );
}

function TeamLine({
  node,
  onEdit,
}: {
  readonly node: TeamNode;
  readonly onEdit: (draft: TeamDraft) => void;
}) {
  const t = useText(adminText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { message, modal } = App.useApp();
  const remove = useMutation({
    mutationFn: () => api.call(routes.deleteTeam, { params: { id: node.key } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.teams }),
    onError: (error) => message.error(errorMessage(error)),
  });
  const ask = () =>
    void modal.confirm({
      title: `${t.remove}: ${node.title}`,
      content: t.removeTeamAsk,
      okText: t.remove,
      okButtonProps: { danger: true },
      cancelText: t.cancel,
      onOk: () => remove.mutateAsync().catch(() => undefined),
    });
  return (
    <span className="team-line">
      <b>{node.title}</b>
      <small>{fillText(t.members, { n: node.members })}</small>
      <Button
        size="small"
        type="text"
        icon={<PlusOutlined aria-hidden="true" />}
        aria-label={`${t.addBelow}: ${node.title}`}
        onClick={() => onEdit({ name: "", parent: node.key, shift: null })}
      />
      <Button
        size="small"
        type="text"
        icon={<EditOutlined aria-hidden="true" />}
        aria-label={`${t.renameTeam}: ${node.title}`}
        onClick={() => onEdit({ id: node.key, name: node.title, parent: node.parent, shift: node.shift })}
      />
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined aria-hidden="true" />}
        aria-label={`${t.remove}: ${node.title}`}
        onClick={ask}
      />
    </span>
  );
}

interface TeamAnswer {
  readonly name: string;
  readonly parent?: string | null;
  readonly shift?: Shift;
}

function TeamDialog({
  draft,
  tree,
  onClose,
}: {
  readonly draft: TeamDraft;
  readonly tree: readonly TeamNode[];
  readonly onClose: () => void;
}) {
  const t = useText(adminText);
  const api = useApi();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<TeamAnswer>();
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const save = useMutation({
    mutationFn: ({ name, parent, shift }: TeamAnswer) => {
      const body = { name, parent: parent ?? null };
      return draft.id
        ? api.call(routes.updateTeam, { params: { id: draft.id }, body: { ...body, shift: shift ?? null } })
        : api.call(routes.createTeam, { body });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: keys.teams });
      await queryClient.invalidateQueries({ queryKey: keys.directory });
      onClose();
    },
    onError: (error) => setProblem(errorMessage(error)),
  });
  return (
    <Modal
      open
      title={draft.id ? t.renameTeam : t.addTeam}
      okText={t.save}
      cancelText={t.cancel}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      {problem ? <Alert type="error" showIcon title={problem} role="alert" /> : null}
      <Form form={form} layout="vertical" initialValues={draft} onFinish={(values) => save.mutate(values)}>
        <Form.Item name="name" label={t.teamName} rules={[{ required: true, message: t.required }]}>
          <Input autoFocus maxLength={100} />
        </Form.Item>
        <Form.Item name="parent" label={t.parentTeam}>
          <TreeSelect treeData={[...tree]} allowClear placeholder={t.noParent} treeDefaultExpandAll />
        </Form.Item>
        {draft.id ? (
          <Form.Item name="shift" label={t.shift}>
            <ShiftEditor isTeam />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
