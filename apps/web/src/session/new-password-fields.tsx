import { useText } from "@mortise/ui";
import { Form, Input } from "antd";
import { sessionText } from "./text.ts";

/** The two password fields of set-up and invitation: `password` and its repetition. */
export function NewPasswordFields() {
  const t = useText(sessionText);
  return (
    <>
      <Form.Item
        name="password"
        label={t.newPassword}
        extra={t.passwordHint}
        rules={[{ required: true, min: 8, message: t.passwordHint }]}
      >
        <Input.Password size="large" autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={t.repeatPassword}
        dependencies={["password"]}
        rules={[
          { required: true, message: t.repeatPassword },
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              !value || value === getFieldValue("password")
                ? Promise.resolve()
                : Promise.reject(new TypeError(t.passwordsDiffer)),
          }),
        ]}
      >
        <Input.Password size="large" autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
