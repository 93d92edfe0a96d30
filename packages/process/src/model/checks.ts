import type { LocalizedText } from "@mortise/kit";
import type { SettingProblem } from "./node-type.ts";

/** A complaint at one setting. */
export function missing(path: string, message: LocalizedText): SettingProblem {
  return { path, message };
}

/** The same complaints, further down: `branches.0` + `when`. */
export function under(path: string, problems: readonly SettingProblem[]): readonly SettingProblem[] {
  return problems.map((problem) => ({
    ...problem,
    path: problem.path === "" ? path : `${path}.${problem.path}`,
  }));
}
