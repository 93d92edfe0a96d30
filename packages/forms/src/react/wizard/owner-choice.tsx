import { FieldEditor } from "@mortise/fields/react";
import type { FieldDefinition } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Form, Radio } from "antd";
import { useState } from "react";
import type { ImportPlan } from "../../model/import/import-plan.ts";
import { wizardText } from "./text.ts";

const OWNER: FieldDefinition = { id: "owner", type: "user", name: wizardText.owner };

type Kind = "keep" | "rules" | "person";

/** Whose the new records are: as the file says, by the rules of flows, or one person's. */
export function OwnerChoice({
  value,
  onChange,
}: {
  readonly value: ImportPlan["owner"];
  readonly onChange: (owner: NonNullable<ImportPlan["owner"]>) => void;
}) {
  const t = useText(wizardText);
  const person = typeof value === "object" ? value.user : null;
  // A person is chosen after the choice that one is wanted.
  const [isAsked, setAsked] = useState(person !== null);
  const kind: Kind = isAsked ? "person" : value === "rules" ? "rules" : "keep";
  const choose = (next: Kind): void => {
    setAsked(next === "person");
    if (next !== "person") onChange(next);
  };
  return (
    <Form.Item label={t.owner} extra={kind === "keep" ? t.ownerKeepHint : t.ownerNewHint}>
      <Radio.Group
        aria-label={t.owner}
        value={kind}
        options={[
          { value: "keep", label: t.ownerKeep },
          { value: "rules", label: t.ownerRules },
          { value: "person", label: t.ownerPerson },
        ]}
        onChange={(event) => choose(event.target.value)}
      />
      {kind === "person" ? (
        <div className="iw-owner" role="group" aria-label={t.ownerPerson}>
          <FieldEditor
            field={OWNER}
            value={person}
            onChange={(user) => {
              if (typeof user === "string") onChange({ user });
            }}
          />
        </div>
      ) : null}
    </Form.Item>
  );
}
