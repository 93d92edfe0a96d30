import { useFieldServices } from "@mortise/fields/react";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { useEffect, useState } from "react";
import { ME, MY_TEAMS } from "../../model/board/filter-condition.ts";
import { type FilterControlProps, keysOf } from "./filter-control-props.ts";
import { boardText } from "./text.ts";

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Chooses people or teams, whoever looks among them. */
export function PeopleControl({ filter, field, value, onChange }: FilterControlProps) {
  const t = useText(boardText);
  const localize = useLocalize();
  const services = useFieldServices();
  const kind = field?.kind ?? "user";
  const isTeam = kind === "team" || kind === "teams";
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<readonly Choice[]>([]);
  useEffect(() => {
    let isLate = false;
    const search = isTeam ? services.searchTeams : services.searchUsers;
    void search(typed).then(
      (list) => (isLate ? undefined : setFound(list.map(({ id, label }) => ({ value: id, label })))),
      () => undefined,
    );
    return () => {
      isLate = true;
    };
  }, [typed, isTeam, services.searchTeams, services.searchUsers]);
  const own: readonly Choice[] = [
    ...(isTeam ? [] : [{ value: ME, label: t.me }]),
    ...(kind === "user" || kind === "team" ? [{ value: MY_TEAMS, label: t.myTeams }] : []),
  ];
  const chosen = keysOf(value);
  const names = new Map([...own, ...found].map((one) => [one.value, one.label]));
  const missing = chosen
    .filter((id) => !names.has(id))
    .map((id) => ({ value: id, label: services.label(id) ?? id }));
  return (
    <Select<string[]>
      mode="multiple"
      allowClear
      aria-label={localize(filter.name)}
      placeholder={t.all}
      maxTagCount="responsive"
      popupMatchSelectWidth={false}
      value={[...chosen]}
      options={[...(typed === "" ? own : []), ...missing, ...found]}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onChange={(next) => onChange(next.length > 0 ? next : null)}
    />
  );
}
