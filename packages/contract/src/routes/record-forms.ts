import type { Value } from "@mortise/expression";
import type { FieldOption, FillAsk, FoundFill } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import { Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";

const entity = Type.Object({ app: Type.String(), entity: Type.String() });

/** What a form asks while it is filled in; nothing is written. */
export const recordFormRoutes = {
  fillForm: defineRoute({
    method: "POST",
    safe: true,
    path: "/apps/:app/entities/:entity/fill",
    summary:
      "What data linkages of the entity's rules fill in, as far as the reader may see where it comes from",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({
      asks: Type.Array(
        typedObject<FillAsk>("Rule, place of the action in it, and the values that are matched"),
        {
          minItems: 1,
          maxItems: 50,
        },
      ),
    }),
    response: Type.Object({
      /** In the order of the questions. */
      found: Type.Array(typed<FoundFill>("Values by field, or rows of them")),
      labels: Type.Record(Type.String(), Type.String()),
    }),
  }),
  addOption: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/fields/:field/options",
    summary: "Adds an option to a field that lets whoever fills it in do so; one of that name is given back",
    tag: "records",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), entity: Type.String(), field: Type.String() }),
    body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) }),
    response: Type.Object({ option: typedObject<FieldOption>("Key, names and colour of the option") }),
  }),
  checkUnique: defineRoute({
    method: "POST",
    safe: true,
    path: "/apps/:app/entities/:entity/check-unique",
    summary:
      "Which values of a form exist already; of records that the reader may not see only owner and masked value are told",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({
      id: Type.Optional(Type.String({ format: "uuid", description: "The record that is being changed" })),
      values: typedObject<Record<string, Value>>(
        "Values of fields that are unique or stand in a unique rule",
      ),
    }),
    response: Type.Object({
      taken: Type.Array(
        Type.Object({
          field: Type.String(),
          message: typed<LocalizedText>("Who has it"),
          /** The record that has it, for those who may see it. */
          record: Type.Optional(Type.String()),
        }),
      ),
    }),
  }),
} as const;
