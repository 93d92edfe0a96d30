import {
  CopyOutlined,
  DeleteOutlined,
  ScissorOutlined,
  ArrowDownOutlined,
  ArrowUpOutlined,
} from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import type { FormItem } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button, Form, Select, Space } from "antd";
import { placesFor } from "../../model/layout/bulk-commands.ts";
import { findItem } from "../../model/layout/item-tree.ts";
import { isSized, spanOf } from "../../model/layout/pack-rows.ts";
import { useDesigner } from "./designer-context.ts";
import { Flag, Width } from "./property-inputs.tsx";
import { designerText } from "./text.ts";

/** The value that all have; undefined when they differ. */
function shared<Value>(values: readonly Value[]): Value | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

/** Sets up everything that is chosen at once; each change is one step. */
export function BulkInspector() {
  const t = useText(designerText);
  const { document, chosen, changeChosen } = useDesigner();
  const items = [...chosen].flatMap((id) => findItem(document.items, id)?.item ?? []);
  const fields = items.filter((item) => item.type === "field");
  const sized = items.filter(isSized);
  const isField = (item: FormItem) => item.type === "field";
  return (
    <>
      <h3>{fillText(t.chosen, { n: items.length })}</h3>
      {fields.length > 0 ? (
        <>
          <Flag
            label={t.required}
            checked={shared(fields.map((item) => item.required === true))}
            onChange={(on) => changeChosen({ required: on || null }, isField)}
          />
          <Flag
            label={t.readOnly}
            checked={shared(fields.map((item) => item.readOnly === true))}
            onChange={(on) => changeChosen({ readOnly: on || null }, isField)}
          />
        </>
      ) : null}
      {sized.length > 0 ? (
        <Width value={shared(sized.map(spanOf))} onChange={(span) => changeChosen({ span }, isSized)} />
      ) : null}
      <MoveTo />
      <ChosenTools first={items[0]} />
    </>
  );
}

/** Where what is chosen can go: what a drag into a section or page does, by choosing from a list. */
export function MoveTo() {
  const t = useText(designerText);
  const { document, chosen, moveTo, nameOf } = useDesigner();
  const places = placesFor(document, [...chosen]);
  if (places.length < 2 && places[0] === null && document.items.some(({ id }) => chosen.has(id))) return null;
  return (
    <Form.Item label={t.moveTo}>
      <Select
        aria-label={t.moveTo}
        placeholder={t.moveTo}
        value={null}
        options={places.map((place) => ({
          value: place?.id ?? "",
          label: place ? nameOf(place) : t.formItself,
        }))}
        onChange={(section: string | null) => {
          if (section !== null) moveTo(section === "" ? null : section);
        }}
      />
    </Form.Item>
  );
}

function ChosenTools({ first }: { readonly first: FormItem | undefined }) {
  const t = useText(designerText);
  const { remove, step, copy, cut, duplicate } = useDesigner();
  if (!first) return null;
  const tools = [
    { label: t.moveUp, icon: <ArrowUpOutlined aria-hidden />, act: () => step(first, -1) },
    { label: t.moveDown, icon: <ArrowDownOutlined aria-hidden />, act: () => step(first, 1) },
    { label: t.copyItems, icon: <CopyOutlined aria-hidden />, act: copy },
    { label: t.cutItems, icon: <ScissorOutlined aria-hidden />, act: cut },
    { label: t.duplicate, icon: <CopyOutlined aria-hidden />, act: duplicate },
    { label: t.remove, icon: <DeleteOutlined aria-hidden />, act: () => remove(first) },
  ];
  return (
    <Space wrap size={6}>
      {tools.map(({ label, icon, act }) => (
        <Button key={label} size="small" icon={icon} onClick={act}>
          {label}
        </Button>
      ))}
    </Space>
  );
}
