import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { Form, Modal, Radio } from "antd";
import { PersonSelect } from "./person-select.tsx";
import { workText } from "./text.ts";
import { useWorkAction } from "./use-work-action.ts";
import type { WorkItem } from "./work-item.ts";

interface Answer {
  readonly people: readonly string[];
  readonly place: "before" | "after" | "beside";
}

/** 加签: asks more people to approve: before, after or at the same time. */
export function AddPeopleDialog({
  item,
  onClose,
}: {
  readonly item: WorkItem;
  readonly onClose: () => void;
}) {
  const t = useText(workText);
  const api = useApi();
  const [form] = Form.useForm<Answer>();
  const add = useWorkAction(
    item,
    ({ people, place }: Answer) =>
      api.call(routes.addToWorkItem, { params: { id: item.id }, body: { people: [...people], place } }),
    onClose,
  );
  const places = [
    { value: "before", label: t.placeBefore },
    { value: "after", label: t.placeAfter },
    { value: "beside", label: t.placeBeside },
  ];
  return (
    <Modal
      open
      title={t.addPeople}
      okText={t.confirm}
      cancelText={t.cancel}
      confirmLoading={add.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ place: "before" }}
        onFinish={(answer) => add.mutate(answer)}
      >
        <Form.Item
          name="people"
          label={t.people}
          rules={[{ required: true, type: "array", min: 1, message: t.choosePerson }]}
        >
          <PersonSelect multiple />
        </Form.Item>
        <Form.Item name="place" label={t.place}>
          <Radio.Group className="work-places" options={places} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
