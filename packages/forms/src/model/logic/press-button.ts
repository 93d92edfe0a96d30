import { type RecordEnvironmentOptions, recordEnvironment } from "@mortise/expression";
import { compileRule, findFieldType } from "@mortise/fields";
import type { Catalog, SetAction } from "@mortise/metadata";
import { type FormLogic, type FormValues, readValues } from "./form-logic.ts";

/** What a button that sets values makes of a form: each value is worked out from what stands there when it is pressed. */
export function pressedValues(
  logic: FormLogic,
  catalog: Catalog,
  press: { readonly set: readonly SetAction[]; readonly values: FormValues },
  moment: RecordEnvironmentOptions,
): FormValues {
  const { entity } = logic;
  const rule = { id: "button", when: true, actions: press.set };
  const compiled = compileRule(rule, { entity, scope: catalog.scope(entity.id), fieldType: findFieldType });
  const environment = recordEnvironment(readValues(logic, press.values, moment), moment);
  return Object.fromEntries(
    (compiled?.gifts ?? []).flatMap((gift) => {
      if ("action" in gift) return [];
      const { field, type, value } = gift;
      const result = type.parse(value.evaluate(environment), field);
      return result.ok ? [[field.id, result.value] as const] : [];
    }),
  );
}
