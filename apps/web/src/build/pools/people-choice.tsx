import { RemoteSelect, useFieldServices } from "@mortise/fields/react";
import type { PoolPeople } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Form } from "antd";
import { useId } from "react";
import { poolText } from "./text.ts";
import { unlessEmpty, unlessNone, withParts } from "./with-part.ts";

/** Chooses people and teams; nobody at all is undefined. */
export function PeopleChoice({
  label,
  hint,
  value,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly value: PoolPeople | undefined;
  readonly onChange: (value: PoolPeople | undefined) => void;
}) {
  const t = useText(poolText);
  const { searchUsers, searchTeams } = useFieldServices();
  const id = useId();
  const put = (part: "users" | "teams", chosen: unknown) => {
    const ids = Array.isArray(chosen) ? chosen.map(String) : [];
    onChange(unlessEmpty(withParts<PoolPeople>(value ?? {}, { [part]: unlessNone(ids) })));
  };
  return (
    <fieldset className="pool-people" aria-labelledby={`${id}-legend`}>
      <legend id={`${id}-legend`}>{label}</legend>
      {hint ? <p className="hint">{hint}</p> : null}
      <div className="name-fields">
        <Form.Item label={t.users} htmlFor={`${id}-users`}>
          <RemoteSelect
            id={`${id}-users`}
            multiple
            search={searchUsers}
            value={[...(value?.users ?? [])]}
            onChange={(chosen) => put("users", chosen)}
          />
        </Form.Item>
        <Form.Item label={t.teams} htmlFor={`${id}-teams`}>
          <RemoteSelect
            id={`${id}-teams`}
            multiple
            search={searchTeams}
            value={[...(value?.teams ?? [])]}
            onChange={(chosen) => put("teams", chosen)}
          />
        </Form.Item>
      </div>
    </fieldset>
  );
}
