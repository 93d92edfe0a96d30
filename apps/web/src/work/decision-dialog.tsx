import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Alert, Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { errorMessage, fieldErrors } from "../session/form-errors.ts";
import { FormFields } from "./form-fields.tsx";
import { type GivenFiles, GivenFilesFields, givenBody } from "./given-files.tsx";
import { PersonSelect } from "./person-select.tsx";
import { workText } from "./text.ts";
import { CommentTemplates, rememberComment } from "./comment-templates.tsx";
import { finishLabel } from "./finish-label.ts";
import { useWorkAction } from "./use-work-action.ts";
import { useWorkForm } from "./use-work-form.ts";
import type { Decision, WorkItem } from "./work-item.ts";

type FilledIn = Readonly<Record<string, unknown>>;

interface Answer {
  readonly comment?: string;
  /** Where it is returned to, where the step leaves the choice. */
  readonly target?: string;
  /** Whom they choose to be asked, where the step asks for that. */
  readonly people?: readonly string[];
}

/** Takes the word of a person with their comment and what the step lets them fill in; a no needs a reason. */
export function DecisionDialog({
  item,
  decision,
  onClose,
}: {
  readonly item: WorkItem;
  readonly decision: Decision;
  readonly onClose: () => void;
}) {
  const t = useText(workText);
  const api = useApi();
  const phone = useIsPhone();
  const [form] = Form.useForm<Answer>();
  const [filled, setFilled] = useState<FilledIn>({});
  const [given, setGiven] = useState<GivenFiles>({});
  const shown = useWorkForm(item);
  const isWord = item.origin === "word";
  const isOffer = item.kind === "offer";
  const showsProblems = item.hasForm || item.wantsSignature;
  const isNegative = decision === "rejected" || decision === "returned";
  const needsReason = isWord || item.wantsComment || (isNegative && !isOffer);
  const isOpinion = isWord || (item.wantsComment && !isNegative);
  const titles: Readonly<Record<Decision, string>> = {
    approved: isOffer ? t.accept : t.approve,
    rejected: isOffer ? t.letPass : t.reject,
    returned: t.giveBack,
    done: finishLabel(item, t),
  };
  const decide = useWorkAction(
    item,
    ({ comment, target, people }: Answer) =>
      api.call(routes.decideWorkItem, {
        params: { id: item.id },
        body: {
          decision,
          ...(comment?.trim() ? { comment: comment.trim() } : {}),
          ...(target === undefined ? {} : { target }),
          ...(people === undefined ? {} : { people: [...people] }),
          ...givenBody(given),
          ...(Object.keys(filled).length > 0 && shown.data
            ? { values: filled, revision: shown.data.revision }
            : {}),
        },
      }),
    onClose,
    showsProblems ? () => undefined : undefined,
  );
  const problems = fieldErrors(decide.error);
  const places = [...(shown.data?.fields ?? []).map(({ definition }) => definition.id), "signature", "files"];
  const isShown = places.some((id) => problems[id] !== undefined);
  const isElsewhere = showsProblems && decide.error !== null && !isShown;
  return (
    <Modal
      open
      title={titles[decision]}
      okText={t.confirm}
      cancelText={t.cancel}
      confirmLoading={decide.isPending}
      okButtonProps={{ disabled: shown.isLoading }}
      onCancel={onClose}
      onOk={() => form.submit()}
      {...(phone ? { style: { top: 12 } } : {})}
    >
      {isElsewhere ? <Alert type="error" showIcon role="alert" title={errorMessage(decide.error)} /> : null}
      <Form
        form={form}
        layout="vertical"
        onFinish={(answer) => {
          if (!isOffer) rememberComment(decision, answer.comment);
          decide.mutate(answer);
        }}
      >
        {item.isPicking ? (
          <Form.Item
            name="people"
            label={t.approvers}
            rules={[{ required: true, type: "array", min: 1, message: t.choosePerson }]}
          >
            <PersonSelect multiple />
          </Form.Item>
        ) : null}
        {decision === "returned" && item.returns.length > 1 ? <TargetChoice item={item} /> : null}
        {shown.data ? (
          <FormFields
            form={shown.data}
            filled={filled}
            problems={problems}
            isRequired={!isNegative}
            onChange={(field, value) => setFilled((before) => ({ ...before, [field]: value }))}
          />
        ) : null}
        <Form.Item
          name="comment"
          label={isOpinion ? t.word : needsReason ? t.reason : t.comment}
          rules={[
            {
              required: needsReason,
              whitespace: true,
              message: isOpinion ? t.wordRequired : t.reasonRequired,
            },
          ]}
        >
          <Input.TextArea rows={3} maxLength={2000} autoFocus={!item.hasForm} />
        </Form.Item>
        {isOffer ? null : (
          <>
            <CommentTemplates decision={decision} onChoose={(comment) => form.setFieldsValue({ comment })} />
            <GivenFilesFields
              given={given}
              wantsSignature={item.wantsSignature && decision === "approved"}
              problems={problems}
              onChange={(next) => {
                decide.reset();
                setGiven(next);
              }}
            />
          </>
        )}
      </Form>
    </Modal>
  );
}

/** Where to return it to: whoever started it, or a step that was passed. */
function TargetChoice({ item }: { readonly item: WorkItem }) {
  const t = useText(workText);
  const localize = useLocalize();
  return (
    <Form.Item name="target" label={t.returnTo} rules={[{ required: true, message: t.chooseTarget }]}>
      <Radio.Group
        className="work-places"
        options={item.returns.map(({ node, name }) => ({ value: node, label: localize(name) }))}
      />
    </Form.Item>
  );
}
