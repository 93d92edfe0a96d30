import { chartTypes } from "@mortise/reports";
import { both, code, page, settingList, table } from "./markdown.ts";

/** The reference of chart types: what each shows and what it takes. */
export function chartPage(): string {
  const rows = chartTypes.map(({ id, name, description, dimensions, measures, settings }) => [
    code(id),
    both(name),
    both(description),
    range(dimensions),
    range(measures),
    settingList(settings),
  ]);
  return page("Charts 图表", [
    table(["id", "name 名称", "shows 用途", "groups 维度", "figures 指标", "settings 设置"], rows),
  ]);
}

function range({ min, max }: { readonly min: number; readonly max: number }): string {
  return min === max ? String(min) : `${min}–${max}`;
}
