import type { Expression } from "@mortise/expression";
import { flow, message, question, setFields, step } from "./steps.ts";

const owner = { source: "owner" };
const manager = { source: "manager" };
const untouched: Expression = {
  and: [
    { notEmpty: [{ var: "owner" }] },
    { in: [{ var: "status" }, ["unassigned", "to_follow"]] },
    {
      or: [
        { empty: [{ var: "last_follow_at" }] },
        { "<": [{ var: "last_follow_at" }, { var: "assigned_at" }] },
      ],
    },
  ],
};

/** 跟进时限: two hours for the first contact, a reminder after 24 hours; after 48 the pool takes the lead back. */
export const followUpLimits = flow(
  "lead_sla",
  "lead",
  { zh: "线索跟进时限", en: "Follow-up limits" },
  {
    again: "restart",
    trigger: {
      type: "record-assigned",
      settings: { when: { in: [{ var: "status" }, ["unassigned", "to_follow", "following"]] } },
    },
    start: "assigned",
    nodes: [
      step(
        "assigned",
        "update",
        setFields({
          assigned_at: { var: "$now" },
          status: { if: [{ "==": [{ var: "status" }, "unassigned"] }, "to_follow", { var: "status" }] },
        }),
        "first_contact",
      ),
      step(
        "first_contact",
        "task",
        {
          title: { zh: "两小时内首次联系：{name}", en: "First contact within two hours: {name}" },
          to: [owner],
          due: "2h",
          // Writing a follow-up is what was asked for.
          doneWhen: { ">=": [{ var: "last_follow_at" }, { var: "assigned_at" }] },
          waitForIt: false,
        },
        "tell_owner",
      ),
      step(
        "tell_owner",
        "notify",
        message(
          [owner],
          { zh: "新线索：{name}", en: "New lead: {name}" },
          { zh: "{company}，请在两小时内首次联系", en: "{company}; please make contact within two hours" },
        ),
        "day_one",
      ),
      step("day_one", "wait", { for: "24h" }, "still_untouched"),
      question("still_untouched", { zh: "24 小时仍未跟进", en: "Untouched for 24 hours" }, untouched, {
        yes: "remind",
      }),
      step(
        "remind",
        "notify",
        message(
          [owner, manager],
          { zh: "线索 24 小时未跟进：{name}", en: "Lead untouched for 24 hours: {name}" },
          { zh: "再过 24 小时仍未跟进将退回公海", en: "It returns to the public pool in another 24 hours" },
        ),
      ),
    ],
  },
);

/** 线索回到公海: the team hears that a lead waits to be claimed. */
export const leadReleased = flow(
  "lead_released",
  "lead",
  { zh: "线索回到公海通知团队", en: "Tell the team of leads in the pool" },
  {
    trigger: {
      type: "record-updated",
      settings: {
        fields: ["owner"],
        when: { and: [{ empty: [{ var: "owner" }] }, { "!=": [{ var: "status" }, "invalid"] }] },
      },
    },
    start: "tell_team",
    nodes: [
      step(
        "tell_team",
        "notify",
        message(
          [{ source: "record-team" }],
          { zh: "线索退回公海：{name}", en: "Lead back in the public pool: {name}" },
          { zh: "等待领取，任何人都可以领取", en: "It waits to be claimed; anyone may claim it" },
        ),
      ),
    ],
  },
);

/** 跟进回写: a follow-up moves the lead's dates. */
export const followUpLogged = flow(
  "followup_logged",
  "followup",
  { zh: "跟进后更新线索", en: "Follow-up updates its lead" },
  {
    trigger: { type: "record-created", settings: { when: { notEmpty: [{ var: "lead" }] } } },
    start: "dates",
    nodes: [
      step("dates", "update", {
        reference: "lead",
        ...setFields({ last_follow_at: { var: "$now" }, next_follow_at: { var: "next_at" } }),
      }),
    ],
  },
);

/** 首次跟进: the first follow-up and the count, kept on the lead. */
export const followUpCounted = flow(
  "lead_followed",
  "lead",
  { zh: "记录首次跟进与次数", en: "First follow-up and count" },
  {
    trigger: {
      type: "record-updated",
      settings: { fields: ["last_follow_at"], when: { notEmpty: [{ var: "last_follow_at" }] } },
    },
    start: "count",
    nodes: [
      step(
        "count",
        "update",
        setFields({
          first_follow_at: { coalesce: [{ var: "first_follow_at" }, { var: "last_follow_at" }] },
          follow_count: { "+": [{ coalesce: [{ var: "follow_count" }, 0] }, 1] },
          status: {
            if: [{ in: [{ var: "status" }, ["unassigned", "to_follow"]] }, "following", { var: "status" }],
          },
        }),
      ),
    ],
  },
);
