import { fillText, localize } from "@mortise/kit";
import { useIsPhone } from "@mortise/ui";
import { useFieldServices, useFieldText } from "./field-services.ts";
import type { RecordPickerProps } from "./record-picker-props.ts";
import { RecordSheet } from "./record-sheet.tsx";
import { type CreateChoice, RemoteSelect } from "./remote-select.tsx";
import { text } from "./text.ts";
import { TreePicker } from "./tree-picker.tsx";

/**
 * Chooses records of an entity: those chosen lately first, then what is searched for; who may, makes a new one on the
 * spot. On the phone the choices fill the screen.
 */
export function RecordPicker({ entity, condition, tree, ...props }: RecordPickerProps) {
  const services = useFieldServices();
  const isPhone = useIsPhone();
  const create = useCreate(entity);
  if (tree !== undefined && services.treeOf)
    return <TreePicker {...props} entity={entity} tree={tree} condition={condition} create={create} />;
  const parts = {
    ...props,
    create,
    search: (query: string) => services.searchRecords(entity, query, condition),
    onPick: (id: string) => services.noteChosen?.(entity, id),
  };
  return isPhone ? <RecordSheet {...parts} entity={entity} /> : <RemoteSelect {...parts} />;
}

function useCreate(entity: string): CreateChoice | undefined {
  const services = useFieldServices();
  const say = useFieldText();
  const { createRecord } = services;
  if (!createRecord || services.mayCreate?.(entity) !== true) return undefined;
  const name = localize(services.entity(entity)?.name ?? { zh: "", en: "" }, services.locale);
  return {
    label: (typed) =>
      typed === ""
        ? fillText(say(text.createOf), { entity: name })
        : fillText(say(text.createNamed), { name: typed }),
    run: (typed) => createRecord(entity, typed),
  };
}
