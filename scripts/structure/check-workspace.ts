import { checkCycles } from "./cycle-rule.ts";
import { checkDependencies } from "./dependency-rule.ts";
import { checkFile } from "./file-rules.ts";
import { checkLayers } from "./layer-rules.ts";
import type { Problem } from "./source-file.ts";
import { checkTranslations } from "./translation-rule.ts";
import { checkTypeIds } from "./type-id-rule.ts";
import { type WatchedNumbers, watchNumbers } from "./watched-numbers.ts";
import { readWorkspace } from "./workspace.ts";

/** What the structure check found. */
export interface StructureReport {
  readonly problems: readonly Problem[];
  readonly numbers: WatchedNumbers;
}

/** Checks the whole source tree below a root against `docs/layers.json` and the house rules. */
export function checkWorkspace(root: string): StructureReport {
  const workspace = readWorkspace(root);
  const problems = [
    ...checkLayers(workspace),
    ...checkCycles(workspace),
    ...checkTypeIds(workspace),
    ...checkDependencies(workspace),
    ...workspace.files.flatMap(checkFile),
    ...workspace.files.flatMap(checkTranslations),
  ];
  return { problems, numbers: watchNumbers(workspace.files) };
}
