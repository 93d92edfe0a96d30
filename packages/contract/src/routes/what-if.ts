import type { LocalizedText } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";

const MaybePerson = Type.Union([Type.String(), Type.Null()]);
const Sides = Type.Object({ before: Type.Integer(), after: Type.Integer() });
const Tasks = Type.Object({ given: Type.Integer(), late: Type.Integer() });

/** Trying a draft on the past. */
export const whatIfRoutes = {
  whatIf: defineRoute({
    method: "POST",
    path: "/apps/:app/what-if",
    summary: "Replay the records of the last days through a draft flow: who would have got what",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String() }),
    body: Type.Object({
      flow: typedObject<FlowDocument>("flow"),
      days: Type.Integer({ minimum: 1, maximum: 366 }),
    }),
    response: Type.Object({
      from: Type.String(),
      /** There was more than can be replayed: only the newest of it was. */
      isCut: Type.Boolean(),
      /** How often the flow would have started. */
      starts: Type.Integer(),
      /** How many records somebody else would have got. */
      changed: Type.Integer(),
      /** From whom to whom; null is nobody. */
      moves: Type.Array(Type.Object({ from: MaybePerson, to: MaybePerson, count: Type.Integer() })),
      people: Type.Array(Type.Object({ id: Type.String(), before: Type.Integer(), after: Type.Integer() })),
      unassigned: Sides,
      rules: Type.Array(
        Type.Object({
          node: Type.String(),
          key: Type.String(),
          name: typed<LocalizedText>("Name of the rule"),
          hits: Type.Integer(),
          /** How often it held but came too late; only of rules without a hit. */
          covered: Type.Integer(),
        }),
      ),
      changes: Type.Array(
        Type.Object({
          record: Type.String(),
          /** Empty for those who may not read the record. */
          title: Type.String(),
          at: Type.String(),
          from: MaybePerson,
          to: MaybePerson,
          node: Type.Union([Type.String(), Type.Null()]),
          rule: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
      /** How many decisions of then the rules in force give again; null when there are none. */
      reproduced: Type.Union([Type.Object({ same: Type.Integer(), of: Type.Integer() }), Type.Null()]),
      /** Tasks and how many were late, going by what happened to the records; null when they cannot finish by themselves. */
      tasks: Type.Union([
        Type.Object({ before: Type.Union([Tasks, Type.Null()]), after: Tasks }),
        Type.Null(),
      ]),
      names: Type.Record(Type.String(), Type.String(), { description: "Names of people by id" }),
    }),
  }),
} as const;
