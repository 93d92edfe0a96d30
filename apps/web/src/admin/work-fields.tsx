import { useText } from "@mortise/ui";
import { Form, InputNumber, Select } from "antd";
import { useAccounts } from "./admin-queries.ts";
import { ShiftEditor } from "./shift-editor.tsx";
import { adminText } from "./text.ts";

/** What flows go by when they give a person work: skills, hours, limits. */
export function WorkFields() {
  const t = useText(adminText);
  const known = new Set((useAccounts().data ?? []).flatMap(({ work }) => work.skills));
  return (
    <section className="work-fields">
      <b>{t.work}</b>
      <p>{t.workHint}</p>
      <Form.Item name={["work", "skills"]} label={t.skills} extra={t.skillsHint}>
        <Select
          mode="tags"
          allowClear
          tokenSeparators={[",", "，", "、"]}
          options={[...known]
            .toSorted((a, b) => a.localeCompare(b))
            .map((skill) => ({ value: skill, label: skill }))}
        />
      </Form.Item>
      <Form.Item name={["work", "shift"]} label={t.shift}>
        <ShiftEditor />
      </Form.Item>
      <div className="delegation-days">
        <Form.Item name={["work", "capOpen"]} label={t.capOpen}>
          <InputNumber min={1} precision={0} placeholder={t.noCap} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name={["work", "capDay"]} label={t.capDay}>
          <InputNumber min={1} precision={0} placeholder={t.noCap} style={{ width: "100%" }} />
        </Form.Item>
      </div>
      <p>{t.capHint}</p>
    </section>
  );
}
