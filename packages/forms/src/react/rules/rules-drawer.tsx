import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  EditOutlined,
  PlusOutlined,
} from "@ant-design/icons";
import { describeRule } from "@mortise/fields";
import { fillText, type LocalizedText, shortKey } from "@mortise/kit";
import type { Catalog, EntityDocument, RecordRule } from "@mortise/metadata";
import { EmptyState, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Alert, Button, Drawer, Switch } from "antd";
import { useState } from "react";
import { newRule } from "./new-action.ts";
import type { FormValues } from "../../model/logic/form-logic.ts";
import { RuleEditor } from "./rule-editor.tsx";
import { SampleRecord } from "./sample-record.tsx";
import { TruthMarker } from "./truth-marker.tsx";
import { rulesText } from "./text.ts";
import "./rules.css";

/** A complaint about the entity; `path` leads into the document (`rules.0.when`). */
export interface RuleProblem {
  readonly path: string;
  readonly message: LocalizedText;
}

/** Props of `RulesDrawer`. It edits values; saving them is the page's work. */
export interface RulesDrawerProps {
  readonly entity: EntityDocument;
  /** The app as it is being built: data linkages take values from its other entities. */
  readonly catalog: Catalog;
  readonly problems?: readonly RuleProblem[];
  readonly onChange: (rules: readonly RecordRule[]) => void;
  readonly onClose: () => void;
}

/** The rules of a form as sentences, in the order in which they act. */
export function RulesDrawer({ entity, catalog, problems = [], onChange, onClose }: RulesDrawerProps) {
  const t = useText(rulesText);
  const isPhone = useIsPhone();
  const rules = entity.rules ?? [];
  const [open, setOpen] = useState<string | undefined>(undefined);
  const [sample, setSample] = useState<FormValues>();
  const add = (rule: RecordRule, at: number) => {
    onChange(rules.toSpliced(at, 0, rule));
    setOpen(rule.id);
  };
  return (
    <Drawer open title={t.title} aria-label={t.title} size={isPhone ? "100%" : 640} onClose={onClose}>
      <p className="rule-hint">{t.intro}</p>
      {rules.length === 0 ? null : <SampleRecord entity={entity.id} onRead={setSample} />}
      {rules.length === 0 ? <EmptyState title={t.none} hint={t.noneHint} /> : null}
      <ol className="rule-list">
        {rules.map((rule, index) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            place={{ index, count: rules.length }}
            entity={entity}
            catalog={catalog}
            sample={sample}
            problems={problems.filter(({ path }) => `${path}.`.startsWith(`rules.${index}.`))}
            isOpen={open === rule.id}
            onOpen={(isOpen) => setOpen(isOpen ? rule.id : undefined)}
            onChange={(next) => onChange(rules.with(index, next))}
            onMove={(by) => onChange(rules.toSpliced(index, 1).toSpliced(index + by, 0, rule))}
            onCopy={() => add({ ...rule, id: `rule_${shortKey(6)}` }, index + 1)}
            onRemove={() => onChange(rules.toSpliced(index, 1))}
          />
        ))}
      </ol>
      <Button
        type="dashed"
        block
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => add(newRule(), rules.length)}
      >
        {t.add}
      </Button>
    </Drawer>
  );
}

interface RuleCardProps {
  readonly rule: RecordRule;
  readonly place: { readonly index: number; readonly count: number };
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  /** The record for which it is shown whether the rule holds. */
  readonly sample: FormValues | undefined;
  readonly problems: readonly RuleProblem[];
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange: (rule: RecordRule) => void;
  readonly onMove: (by: number) => void;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}

function RuleCard(props: RuleCardProps) {
  const { rule, place, entity, catalog, problems, isOpen, onOpen, onChange } = props;
  const t = useText(rulesText);
  const localize = useLocalize();
  const isOn = rule.disabled !== true;
  return (
    <li className="rule-card" data-off={!isOn}>
      <div className="rule-head">
        <Switch
          size="small"
          aria-label={fillText(t.on, { n: place.index + 1 })}
          checked={isOn}
          onChange={(on) => {
            const { disabled: _old, ...rest } = rule;
            onChange(on ? rest : { ...rest, disabled: true });
          }}
        />
        <div className="rule-sentence">
          {rule.name ? <b>{localize(rule.name)}</b> : null}
          <span>{localize(describeRule(rule, entity.fields, (id) => catalog.find("entity", id)))}</span>
        </div>
        <RuleTools {...props} />
      </div>
      {props.sample && isOn ? (
        <TruthMarker rule={rule} entity={entity} catalog={catalog} sample={props.sample} />
      ) : null}
      {/* While a rule is being put together, what is missing is marked where it belongs. */}
      {(isOpen ? [] : problems).map(({ path, message }) => (
        <Alert key={path + message.zh} type="warning" showIcon title={localize(message)} />
      ))}
      {isOpen ? (
        <>
          <RuleEditor rule={rule} fields={entity.fields} catalog={catalog} onChange={onChange} />
          <Button size="small" className="rule-close" onClick={() => onOpen(false)}>
            {t.close}
          </Button>
        </>
      ) : null}
    </li>
  );
}

function RuleTools({ place, isOpen, onOpen, onMove, onCopy, onRemove }: RuleCardProps) {
  const t = useText(rulesText);
  const tools = [
    { label: t.edit, icon: <EditOutlined aria-hidden="true" />, run: () => onOpen(!isOpen) },
    {
      label: t.up,
      icon: <ArrowUpOutlined aria-hidden="true" />,
      run: () => onMove(-1),
      off: place.index === 0,
    },
    {
      label: t.down,
      icon: <ArrowDownOutlined aria-hidden="true" />,
      run: () => onMove(1),
      off: place.index === place.count - 1,
    },
    { label: t.duplicate, icon: <CopyOutlined aria-hidden="true" />, run: onCopy },
    { label: t.remove, icon: <DeleteOutlined aria-hidden="true" />, run: onRemove },
  ];
  return (
    <div className="rule-tools">
      {tools.map(({ label, icon, run, off = false }) => (
        <Button
          key={label}
          type="text"
          size="small"
          aria-label={label}
          title={label}
          disabled={off}
          icon={icon}
          onClick={run}
        />
      ))}
    </div>
  );
}
