import type { Expression } from "@mortise/expression";
import type { PoolDocument } from "@mortise/metadata";
import { PERSON } from "./people.ts";

const UNTOUCHED: Expression = { in: [{ var: "status" }, ["unassigned", "to_follow"]] };
const FOLLOWED: Expression = { "==": [{ var: "status" }, "following"] };

/** 线索公海: who claims leads, how many, and when they come back. */
export const leadPool: PoolDocument = {
  kind: "pool",
  id: "main",
  version: 1,
  name: { zh: "线索公海", en: "Lead pool" },
  entity: "lead",
  // Pools that a company adds, by region for example, are asked before it.
  order: 100,
  admins: { users: [PERSON.director] },
  claiming: "open",
  mask: {
    fields: ["mobile", "wechat", "email"],
    until: "claimed",
    except: ["ops", "director", "manager"],
  },
  dailyClaims: { limit: 50, beyond: "refuse" },
  holdCaps: [{ id: "open_leads", limit: 2000, per: "person", over: "entity" }],
  cooldown: "1d",
  renewedBy: { records: [{ entity: "followup", field: "lead" }] },
  recycling: {
    enabled: true,
    rules: [
      {
        id: "untouched",
        name: { zh: "48 小时无跟进", en: "No follow-up for 48 hours" },
        when: UNTOUCHED,
        after: "48h",
        renew: "48h",
        to: { kind: "pool" },
      },
      {
        id: "quiet",
        name: { zh: "跟进中 15 天无跟进", en: "Under way, no follow-up for 15 days" },
        when: FOLLOWED,
        after: "15d",
        renew: "15d",
        longest: "180d",
        to: { kind: "pool" },
      },
    ],
    reminders: ["3d", "4h"],
  },
  giveBack: { needsReason: true },
  onEntry: {
    status: {
      if: [{ in: [{ var: "status" }, ["to_follow", "following"]] }, "unassigned", { var: "status" }],
    },
    recycle_count: { "+": [{ coalesce: [{ var: "recycle_count" }, 0] }, 1] },
  },
  alarms: { unassigned: "1d" },
};
