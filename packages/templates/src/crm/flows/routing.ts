import { PERSON, TEAM } from "../people.ts";
import { flow, setFields, step } from "./steps.ts";

const isAssigned = { notEmpty: [{ var: "owner" }] };
const inJinan = { within: [{ var: "region" }, "3701"] };

/** 线索自动分配: each new lead without an owner finds one. */
export const routing = flow(
  "lead_routing",
  "lead",
  { zh: "线索自动分配", en: "Lead routing" },
  {
    trigger: { type: "record-created", settings: { when: { empty: [{ var: "owner" }] } } },
    start: "assign",
    nodes: [
      step(
        "assign",
        "assign",
        {
          keepOwner: true,
          rules: [
            {
              id: "existing_owner",
              name: { zh: "老客户归原负责人", en: "Existing customers stay with their owner" },
              to: {
                strategy: "existing-owner",
                lookups: [
                  { entity: "customer", match: [{ field: "name", own: "company" }] },
                  { entity: "contact", match: [{ field: "mobile", own: "mobile" }] },
                ],
              },
            },
            {
              id: "website_jinan",
              name: { zh: "官网注册的济南线索", en: "Website sign-ups from Jinan" },
              when: { and: [{ "==": [{ var: "source" }, "website_signup"] }, inJinan] },
              to: { strategy: "team-round-robin", teamBy: "fixed", team: TEAM.jinan },
            },
            {
              id: "equipment",
              name: { zh: "装备制造归资深销售", en: "Equipment makers to the senior salesperson" },
              when: { "==": [{ var: "industry" }, "equipment"] },
              to: { strategy: "user", user: PERSON.senior },
            },
            {
              id: "by_region",
              name: { zh: "按地区分给当地团队", en: "By region to the local team" },
              when: { notEmpty: [{ var: "region" }] },
              to: {
                strategy: "team-round-robin",
                teamBy: "region",
                field: "region",
                regions: [
                  { region: "3701", team: TEAM.jinan },
                  { region: "3702", team: TEAM.qingdao },
                  { region: "3707", team: TEAM.weifang },
                  { region: "3706", team: TEAM.yantai },
                  { region: "3713", team: TEAM.linyi },
                ],
              },
            },
          ],
          fallback: {
            strategy: "team-round-robin",
            teamBy: "fixed",
            team: TEAM.shandong,
            below: true,
            role: "rep",
          },
        },
        "mark",
      ),
      // The follow-up limits would set the same in a write of its own: here it goes with the owner.
      step(
        "mark",
        "update",
        setFields({
          assigned_at: { if: [isAssigned, { var: "$now" }, { var: "assigned_at" }] },
          status: {
            if: [
              { and: [isAssigned, { "==": [{ var: "status" }, "unassigned"] }] },
              "to_follow",
              { var: "status" },
            ],
          },
        }),
      ),
    ],
  },
);
