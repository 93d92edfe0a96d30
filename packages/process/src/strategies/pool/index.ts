import { defineStrategy } from "../../model/strategy-type.ts";

/** Nobody: the record waits in the public pool to be claimed. */
export const poolStrategy = defineStrategy({
  id: "pool",
  name: { zh: "放入公海", en: "Public pool" },
  settings: [],
  pick: () => ({ kind: "pooled" }),
  summary: () => ({ zh: "放入公海", en: "into the public pool" }),
  check: () => [],
});
