import { fieldCatalog } from "@mortise/fields";
import { type FieldDefinition, VISITOR_FACTS, type VisitorFact } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Form, Select } from "antd";
import { isFilledByPeople } from "../../model/layout/default-form.ts";
import { publicFormText } from "./text.ts";

type Parameters = Readonly<Record<string, string>>;

const FACTS: ReadonlySet<string> = new Set(VISITOR_FACTS);
const KINDS: ReadonlySet<string> = new Set(["text", "option"]);

/** The parameters that an address brings. */
export function withoutFacts(parameters: Parameters = {}): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !FACTS.has(name)));
}

/** What the visitor's browser tells, with its fields. */
export function factsIn(parameters: Parameters = {}): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => FACTS.has(name)));
}

/** In which fields it is kept where visitors come from, and with what. */
export function VisitorFields({
  fields,
  value,
  onChange,
}: {
  readonly fields: readonly FieldDefinition[];
  readonly value: Parameters;
  readonly onChange: (parameters: Parameters) => void;
}) {
  const t = useText(publicFormText);
  const localize = useLocalize();
  const options = fields
    .filter((field) => isFilledByPeople(field) && KINDS.has(fieldCatalog.kindOf(field)))
    .map(({ id, name }) => ({ value: id, label: localize(name) }));
  const put = (fact: VisitorFact, field: string | undefined) => {
    const { [fact]: _before, ...others } = value;
    onChange(field === undefined ? others : { ...others, [fact]: field });
  };
  return (
    <Form.Item label={t.facts} extra={t.factsHint}>
      <div className="visitor-fields">
        {VISITOR_FACTS.map((fact) => (
          <div key={fact}>
            <span>{t[fact]}</span>
            <Select
              aria-label={t[fact]}
              placeholder={t.noAddress}
              allowClear
              showSearch={{ optionFilterProp: "label" }}
              value={value[fact] ?? null}
              options={options}
              onChange={(field) => put(fact, field ?? undefined)}
            />
          </div>
        ))}
      </div>
    </Form.Item>
  );
}
