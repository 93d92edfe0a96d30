import { Type } from "typebox";
import { base, exact, expression, id, localizedText, mapOf, oneOf } from "./parts.ts";

/** `30m`, `8h`, `10d`, `4wh` working hours, `3wd` working days. */
const duration = Type.String({ pattern: "^\\d{1,5}(wh|wd|m|h|d)$" });
const maybe = Type.Optional(duration);
const names = Type.Optional(Type.Array(Type.String()));
const people = Type.Optional(exact({ users: names, teams: names }));
const limit = Type.Integer({ minimum: 0, maximum: 1_000_000 });

const target = Type.Union([
  exact({ kind: Type.Literal("pool"), pool: Type.Optional(id) }),
  exact({ kind: Type.Literal("manager") }),
  exact({ kind: Type.Literal("flow"), flow: id }),
]);

const rule = exact({
  id,
  name: localizedText,
  when: Type.Optional(expression),
  after: duration,
  renew: maybe,
  longest: maybe,
  exempt: Type.Optional(expression),
  to: target,
});

const cap = exact({
  id,
  limit,
  people,
  per: oneOf("person", "team"),
  over: oneOf("pool", "entity"),
  countsEnded: Type.Optional(Type.Boolean()),
  when: Type.Optional(expression),
});

/** The shape of a pool. */
export const poolSchema = exact({
  ...base("pool"),
  entity: id,
  order: Type.Integer({ minimum: 0, maximum: 10_000 }),
  takes: Type.Optional(expression),
  admins: people,
  members: people,
  claiming: oneOf("open", "assigned"),
  mask: Type.Optional(
    exact({ fields: Type.Array(Type.String()), until: oneOf("claimed", "always"), except: names }),
  ),
  dailyClaims: Type.Optional(exact({ limit, beyond: oneOf("refuse", "fill") })),
  holdCaps: Type.Optional(Type.Array(cap, { maxItems: 50 })),
  cooldown: maybe,
  protection: maybe,
  renewedBy: Type.Optional(
    exact({
      fields: names,
      records: Type.Optional(Type.Array(exact({ entity: id, field: id }))),
    }),
  ),
  recycling: Type.Optional(
    exact({
      enabled: Type.Boolean(),
      rules: Type.Array(rule, { maxItems: 50 }),
      reminders: Type.Optional(Type.Array(duration, { maxItems: 10 })),
      grace: maybe,
    }),
  ),
  giveBack: Type.Optional(
    exact({
      needsReason: Type.Optional(Type.Boolean()),
      hidesHistory: Type.Optional(Type.Boolean()),
    }),
  ),
  onEntry: Type.Optional(mapOf(expression)),
  alarms: Type.Optional(exact({ unassigned: maybe, unfollowed: maybe, unfollowedManager: maybe })),
});
