import { FieldHintsProvider, SettingsPanel, type SettingSources } from "@mortise/fields/react";
import type { JsonObject, SettingSpec } from "@mortise/kit";
import type { Catalog, FlowDocument, FlowNode } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Select, Switch } from "antd";
import { useMemo } from "react";
import { changeNode, connect, disconnect, exitsOf } from "../../model/flow-edit.ts";
import type { FlowProblem } from "../../model/validate-flow.ts";
import { FlowVariables } from "../../model/flow-variables.ts";
import { isRecordless } from "../../model/no-record.ts";
import { findNode } from "../../nodes/index.ts";
import { findTrigger, triggerTypes } from "../../triggers/index.ts";
import { AgainSetting } from "./again-setting.tsx";
import { editWords, FLOW_CHANGE, stepName } from "./step-words.ts";
import type { ChangeFlow } from "./use-flow-history.ts";
import { SampleChoice } from "./sample-choice.tsx";
import { useHints } from "./use-hints.ts";
import { editors } from "../editors/index.ts";
import { NameInput } from "../editors/name-input.tsx";
import { fieldsOf, NodeScopeProvider } from "../editors/node-scope.ts";
import { text } from "../text.ts";

/** What both inspectors take. */
export interface InspectorProps {
  readonly flow: FlowDocument;
  readonly catalog: Catalog;
  readonly problems: readonly FlowProblem[];
  readonly onChange: ChangeFlow;
}

interface DeclaredProps {
  /** The step whose settings these are; absent for the trigger. */
  readonly node?: string;
  readonly specs: readonly SettingSpec[];
  readonly settings: JsonObject;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (settings: JsonObject) => void;
}

/** The panel of declared settings, with what the editors of this engine need around it. */
function Declared({
  flow,
  catalog,
  specs,
  settings,
  problems,
  onChange,
  node,
}: DeclaredProps & Pick<InspectorProps, "flow" | "catalog">) {
  const variables = useMemo(
    () => (node === undefined ? [] : new FlowVariables(flow, catalog).offeredAt(node)),
    [flow, catalog, node],
  );
  const sources = useMemo(
    (): SettingSources => ({
      // Steps of a flow without a record work with what they find.
      fields: [
        ...(node !== undefined && isRecordless(flow) ? [] : fieldsOf(catalog, flow.entity)),
        ...variables.map(({ field }) => field),
      ],
      fieldsOf: (entity) => fieldsOf(catalog, entity),
      entities: catalog.all("entity"),
      roles: catalog.all("role"),
      recordTrees: false,
    }),
    [catalog, flow, node, variables],
  );
  const trigger = flow.trigger.type;
  const scope = useMemo(
    () => ({
      catalog,
      entity: flow.entity,
      flow: flow.id,
      document: flow,
      node,
      trigger,
      settings,
      variables,
    }),
    [catalog, flow, node, trigger, settings, variables],
  );
  return (
    <NodeScopeProvider value={scope}>
      <FieldHintsProvider value={useHints(scope)}>
        <SettingsPanel
          specs={specs}
          value={settings}
          sources={sources}
          customEditors={editors}
          problems={problems}
          onChange={onChange}
        />
      </FieldHintsProvider>
    </NodeScopeProvider>
  );
}

/** The complaint of each setting, from problems whose path lies below `prefix`. */
function complaints(problems: readonly FlowProblem[], prefix: string, say: ReturnType<typeof useLocalize>) {
  const found: Record<string, string> = {};
  for (const problem of problems) {
    if (!problem.path.startsWith(`${prefix}.`)) continue;
    const [setting = ""] = problem.path.slice(prefix.length + 1).split(".");
    found[setting] ??= say(problem.message);
  }
  return found;
}

/** Which settings an edit changed: typing on in one of them is one step of the history. */
function changedKeys(before: JsonObject, after: JsonObject): string {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => before[key] !== after[key]).join(" ");
}

/** Edits one step: its name, its declared settings, and where its exits lead. */
export function NodeInspector({
  flow,
  catalog,
  problems,
  onChange,
  node,
}: InspectorProps & { readonly node: FlowNode }) {
  const t = useText(text);
  const localize = useLocalize();
  const type = findNode(node.type);
  const prefix = `nodes.${flow.nodes.indexOf(node)}.settings`;
  const change = (patch: Parameters<typeof changeNode>[2], what: string): void =>
    onChange(changeNode(flow, node.id, patch), editWords("change", flow, [node.id]), `${node.id} ${what}`);
  return (
    <div className="flow-inspector">
      <p className="flow-hint">{type ? localize(type.description) : node.type}</p>
      <SampleChoice entity={flow.entity} />
      <div>
        <div className="flow-label">{t.stepName}</div>
        <NameInput
          value={node.name ? { ...node.name } : undefined}
          placeholder={type ? localize(type.name) : t.stepName}
          onChange={(name) => change({ name: name ?? type?.name ?? { zh: "", en: "" } }, "name")}
        />
      </div>
      {type ? (
        <Declared
          key={node.id}
          node={node.id}
          flow={flow}
          catalog={catalog}
          specs={type.settings}
          settings={node.settings}
          problems={complaints(problems, prefix, localize)}
          onChange={(settings) => change({ settings }, changedKeys(node.settings, settings))}
        />
      ) : null}
      <ExitTargets flow={flow} node={node} onChange={onChange} />
    </div>
  );
}

/** Where each exit leads; steps that would close a circle are not offered. */
function ExitTargets({
  flow,
  node,
  onChange,
}: Pick<InspectorProps, "flow" | "onChange"> & { readonly node: FlowNode }) {
  const t = useText(text);
  const localize = useLocalize();
  const exits = exitsOf(node);
  if (exits.length === 0) return null;
  return (
    <div className="flow-list">
      <div className="flow-label">{t.goesTo}</div>
      {exits.map((exit) => {
        const place = { node: node.id, exit: exit.id };
        const targets = flow.nodes.filter((other) => connect(flow, place, other.id).ok);
        return (
          <div key={exit.id} className="flow-pair">
            <span>{localize(exit.name)}</span>
            <Select
              size="small"
              allowClear
              aria-label={`${t.goesTo} ${localize(exit.name)}`}
              placeholder={t.nextPath}
              value={node.exits[exit.id] ?? null}
              options={targets.map((other) => ({
                value: other.id,
                label: localize(stepName(other)),
              }))}
              onChange={(target) => {
                const led = target
                  ? connect(flow, place, target)
                  : { ok: true as const, value: disconnect(flow, place) };
                if (led.ok) onChange(led.value, editWords("connect", flow, [node.id]));
              }}
            />
          </div>
        );
      })}
    </div>
  );
}

/** Edits when the flow starts and how it behaves. */
export function FlowInspector(props: InspectorProps) {
  const { flow, catalog, problems, onChange } = props;
  const t = useText(text);
  const localize = useLocalize();
  const trigger = findTrigger(flow.trigger.type);
  return (
    <div className="flow-inspector">
      <TriggerChoice flow={flow} onChange={onChange} />
      {trigger ? (
        <Declared
          key={trigger.id}
          flow={flow}
          catalog={catalog}
          specs={trigger.settings}
          settings={flow.trigger.settings}
          problems={complaints(problems, "trigger.settings", localize)}
          onChange={(settings) =>
            onChange(
              { ...flow, trigger: { ...flow.trigger, settings } },
              FLOW_CHANGE,
              `trigger ${changedKeys(flow.trigger.settings, settings)}`,
            )
          }
        />
      ) : null}
      <AgainSetting flow={flow} catalog={catalog} onChange={(next) => onChange(next, FLOW_CHANGE)} />
      <label className="flow-pair">
        {t.enabled}
        <Switch checked={flow.enabled} onChange={(enabled) => onChange({ ...flow, enabled }, FLOW_CHANGE)} />
      </label>
    </div>
  );
}

function TriggerChoice({ flow, onChange }: Pick<InspectorProps, "flow" | "onChange">) {
  const t = useText(text);
  const localize = useLocalize();
  const trigger = findTrigger(flow.trigger.type);
  return (
    <div>
      <div className="flow-label">{t.trigger}</div>
      <Select
        aria-label={t.trigger}
        style={{ width: "100%" }}
        // All of them in view: people compare before they choose.
        listHeight={480}
        value={trigger?.id ?? null}
        // The select compares texts.
        options={triggerTypes.map(({ id, name }) => ({ value: id as string, label: localize(name) }))}
        onChange={(id) => {
          const chosen = findTrigger(id ?? "");
          if (!chosen) return;
          // Callers that come at the same time must not end each other's runs.
          const together = chosen.signature ? { again: "parallel" as const } : {};
          const trigger = { type: chosen.id, settings: chosen.initial };
          onChange({ ...flow, ...together, trigger }, FLOW_CHANGE);
        }}
      />
      <p className="flow-hint">{trigger ? localize(trigger.description) : null}</p>
    </div>
  );
}
