import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { SettingControlProps } from "@mortise/fields/react";
import { useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { text } from "./text.ts";

/** Edits which skills are asked for; those that somebody has are suggested. */
export function SkillsEditor({ value, onChange, disabled = false }: SettingControlProps) {
  const t = useText(text);
  const api = useApi();
  const { data } = useQuery({
    queryKey: ["skills"],
    queryFn: () => api.call(routes.directory, { query: {} }),
    select: ({ skills }) => skills,
  });
  const chosen = Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  return (
    <Select
      mode="tags"
      allowClear
      aria-label={t.skills}
      placeholder={t.anySkill}
      style={{ width: "100%" }}
      value={chosen}
      disabled={disabled}
      options={(data ?? []).map((skill) => ({ value: skill, label: skill }))}
      onChange={(next: readonly string[]) => onChange(next.length > 0 ? [...next] : undefined)}
    />
  );
}
