import type { LocalizedText } from "@mortise/kit";
import type { CompiledFlow } from "../compiled-flow.ts";
import type { Calling } from "../effect.ts";
import { signatureOf } from "./signature-of.ts";

/**
 * Why a flow cannot be called like that any more; undefined when it can. A run stays on the release in which it began and calls
 * flows as they are now, so that both may have changed apart.
 */
export function disagreement(calling: Calling, flow: CompiledFlow): LocalizedText | undefined {
  const { document, catalog } = flow;
  const { name } = document;
  const signature = signatureOf(document);
  if (!signature)
    return {
      zh: `流程“${name.zh}”现在不能被调用`,
      en: `“${name.en}” cannot be called any more`,
    };
  if (document.entity !== calling.entity)
    return {
      zh: `流程“${name.zh}”现在处理的是另一种记录`,
      en: `“${name.en}” is about other records by now`,
    };
  const given = new Map(calling.inputs.map((input) => [input.id, input]));
  for (const { field, isRequired } of signature.inputs) {
    const input = given.get(field.id);
    const isEmpty = (input?.value ?? null) === null;
    if (isRequired && isEmpty)
      return {
        zh: `没有给流程“${name.zh}”的输入“${field.name.zh}”`,
        en: `“${name.en}” was not given “${field.name.en}”`,
      };
    if (input && !isEmpty && input.kind !== catalog.fieldTypes.kindOf(field))
      return {
        zh: `流程“${name.zh}”的输入“${field.name.zh}”已改成另一种类型`,
        en: `“${field.name.en}” of “${name.en}” is of another kind by now`,
      };
  }
  const kinds = new Map(signature.outputs.map((field) => [field.id, catalog.fieldTypes.kindOf(field)]));
  const isOther = Object.entries(calling.wants).some(([id, kind]) => kinds.get(id) !== kind);
  return isOther
    ? {
        zh: `流程“${name.zh}”的返回结果已经改变，请重新发布调用它的流程`,
        en: `What “${name.en}” gives back has changed; publish the flow anew that calls it`,
      }
    : undefined;
}
