import { ArrowLeftOutlined, EyeOutlined } from "@ant-design/icons";
import { fieldCatalog } from "@mortise/fields";
import { fillText } from "@mortise/kit";
import {
  type EntityDocument,
  type EntityGrant,
  type FieldAccess,
  type FieldDefinition,
  type RoleDocument,
  type RowScope,
  RUN_RIGHTS,
  type RunRight,
} from "@mortise/metadata";
import { IconByName, PageHeader, Panel, useLocalize, useText } from "@mortise/ui";
import { Button, Checkbox, Collapse, Form, Modal, Segmented, Select } from "antd";
import { useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { useSession } from "../session/session.ts";
import { useViewAs } from "../shell/use-view-as.ts";
import { comparedFieldsIn, systemFields } from "../records/entity-fields.ts";
import { DocumentProblems } from "./document-problems.tsx";
import { NameFields } from "./name-fields.tsx";
import { FieldRules, RevealChoice, RowCondition } from "./role-rules.tsx";
import { MissingDocument } from "./missing-document.tsx";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

const NOTHING: EntityGrant = { create: false, read: [], update: [], delete: [] };
const SCOPES: readonly RowScope[] = ["own", "team", "pool", "all"];

/** `/a/:app/build/roles/:id`: what a role may do with each entity and field. */
export function RolePage() {
  const t = useText(buildText);
  const localize = useLocalize();
  const { id = "" } = useParams();
  const { id: app, catalog: published } = useAppModel();
  const { me } = useSession();
  const isPublished = published.find("role", id) !== undefined;
  const { catalog, session } = useDraft();
  const role = catalog.find("role", id);
  if (!role) return <MissingDocument kind="roles" />;
  const entities = catalog.all("entity").filter((entity) => !entity.parent);
  return (
    <div className="page">
      <PageHeader
        before={
          <Link to={`/a/${app}/build/roles`} aria-label={t.back}>
            <Button type="text" icon={<ArrowLeftOutlined aria-hidden="true" />} tabIndex={-1} />
          </Link>
        }
        title={localize(role.name)}
        actions={me?.admin && isPublished ? <ViewAsRole role={role.id} /> : undefined}
      />
      <DocumentProblems document={`role/${role.id}`} />
      <Panel>
        <Form layout="vertical" component={false}>
          <NameFields value={role.name} onChange={(name) => session.put({ ...role, name })} />
          <Checkbox
            checked={role.builder}
            onChange={(event) => session.put({ ...role, builder: event.target.checked })}
          >
            {t.builderRole}
          </Checkbox>
          {role.builder ? null : <RunRightChoice role={role} />}
          {role.builder ? null : <LedgerChoice role={role} />}
        </Form>
      </Panel>
      {entities.map((entity) => (
        <GrantPanel key={entity.id} role={role} entity={entity} />
      ))}
    </div>
  );
}

/** What the role may do with runs of flows; builders may do all of it. */
function RunRightChoice({ role }: { readonly role: RoleDocument }) {
  const t = useText(buildText);
  const { session } = useDraft();
  const { runs = "none", ...rest } = role;
  const names = { none: t.runsNone, see: t.runsSee, mend: t.runsMend, pause: t.runsPause };
  return (
    <Form.Item label={t.runsRight} help={t.runsRightHint} style={{ marginTop: 16, marginBottom: 0 }}>
      <Select<RunRight | "none">
        aria-label={t.runsRight}
        value={runs}
        style={{ maxWidth: 420 }}
        options={(["none", ...RUN_RIGHTS] as const).map((value) => ({ value, label: names[value] }))}
        onChange={(next) => session.put(next === "none" ? rest : { ...rest, runs: next })}
      />
    </Form.Item>
  );
}

/** Whether the role lets people read how evenly records were shared out; builders may. */
function LedgerChoice({ role }: { readonly role: RoleDocument }) {
  const t = useText(buildText);
  const { session } = useDraft();
  const { ledger = false, ...rest } = role;
  return (
    <Form.Item help={t.ledgerRightHint} style={{ marginTop: 16, marginBottom: 0 }}>
      <Checkbox
        checked={ledger}
        onChange={({ target }) => session.put(target.checked ? { ...rest, ledger: true } : rest)}
      >
        {t.ledgerRight}
      </Checkbox>
    </Form.Item>
  );
}

function GrantPanel({ role, entity }: { readonly role: RoleDocument; readonly entity: EntityDocument }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const { session } = useDraft();
  const [fields, setFields] = useState(false);
  const grant = role.grants[entity.id] ?? NOTHING;
  const put = (part: Partial<EntityGrant>) =>
    session.put({ ...role, grants: { ...role.grants, [entity.id]: { ...grant, ...part } } });
  const restricted = Object.values(grant.fields ?? {}).filter((access) => access !== "write").length;
  return (
    <Panel
      title={
        <span className="grant-title">
          <IconByName name={entity.icon} /> {localize(entity.name)}
        </span>
      }
      actions={
        <Button size="small" onClick={() => setFields(true)} disabled={grant.read.length === 0}>
          {t.fieldAccess}
          {restricted > 0 ? ` · ${fillText(t.differing, { n: restricted })}` : ""}
        </Button>
      }
    >
      <div className="grant">
        <ScopeSelect
          entity={entity}
          label={t.canRead}
          value={grant.read}
          onChange={(read) => put({ read })}
        />
        <ScopeSelect
          entity={entity}
          label={t.canUpdate}
          value={grant.update}
          onChange={(update) => put({ update })}
        />
        <ScopeSelect
          entity={entity}
          label={t.canDelete}
          value={grant.delete}
          onChange={(scopes) => put({ delete: scopes })}
        />
        <div className="grant-flags">
          <Checkbox checked={grant.create} onChange={(event) => put({ create: event.target.checked })}>
            {t.canCreate}
          </Checkbox>
          <Checkbox
            checked={grant.import ?? false}
            onChange={(event) => put({ import: event.target.checked })}
          >
            {t.canImport}
          </Checkbox>
          <Checkbox
            checked={grant.export ?? false}
            onChange={(event) => put({ export: event.target.checked })}
          >
            {t.canExport}
          </Checkbox>
          <Checkbox
            checked={grant.purge ?? false}
            disabled={grant.delete.length === 0}
            onChange={(event) => put({ purge: event.target.checked })}
          >
            {t.canPurge}
          </Checkbox>
        </div>
      </div>
      {grant.read.length > 0 ? <GrantRules entity={entity} grant={grant} onChange={put} /> : null}
      {fields ? (
        <FieldAccessDialog
          entity={entity}
          grant={grant}
          value={grant.fields ?? {}}
          onChange={(next) => put({ fields: next })}
          onReveal={(reveal) => put({ reveal })}
          onClose={() => setFields(false)}
        />
      ) : null}
    </Panel>
  );
}

function ScopeSelect({
  entity,
  label,
  value,
  onChange,
}: {
  readonly entity: EntityDocument;
  readonly label: string;
  readonly value: readonly RowScope[];
  readonly onChange: (scopes: readonly RowScope[]) => void;
}) {
  const t = useText(buildText);
  const localize = useLocalize();
  const names = { own: t.scopeOwn, team: t.scopeTeam, pool: t.scopePool, all: t.scopeAll };
  const offered = SCOPES.filter(
    (scope) => scope === "all" || (entity.owned && (scope !== "pool" || entity.pool)),
  );
  return (
    <Form.Item label={label} layout="vertical">
      <Select<RowScope[]>
        mode="multiple"
        showSearch={{ optionFilterProp: "label" }}
        aria-label={`${localize(entity.name)}: ${label}`}
        placeholder={t.scopeNone}
        value={[...value]}
        // "All" holds every other scope.
        onChange={(next) => onChange(next.includes("all") && !value.includes("all") ? ["all"] : next)}
        options={offered.map((scope) => ({ value: scope, label: names[scope] }))}
      />
    </Form.Item>
  );
}

function FieldAccessDialog({
  entity,
  grant,
  value,
  onChange,
  onReveal,
  onClose,
}: {
  readonly entity: EntityDocument;
  readonly grant: EntityGrant;
  readonly value: Readonly<Record<string, FieldAccess>>;
  readonly onChange: (value: Readonly<Record<string, FieldAccess>>) => void;
  readonly onReveal: (reveal: readonly string[]) => void;
  readonly onClose: () => void;
}) {
  const t = useText(buildText);
  const localize = useLocalize();
  const options: { value: FieldAccess; label: string }[] = [
    { value: "write", label: t.accessWrite },
    { value: "read", label: t.accessRead },
    { value: "masked", label: t.accessMasked },
    { value: "hidden", label: t.accessHidden },
  ];
  const set = (field: string, access: FieldAccess) => {
    const { [field]: _old, ...rest } = value;
    onChange(access === "write" ? rest : { ...rest, [field]: access });
  };
  const owned = systemFields(entity).filter((field) => field.id === "owner" || field.id === "team");
  return (
    <Modal
      open
      width={640}
      title={fillText(t.fieldAccessOf, { entity: localize(entity.name) })}
      footer={null}
      onCancel={onClose}
    >
      <ul className="field-access">
        {[...entity.fields, ...owned].map((field) => (
          <li key={field.id}>
            <span>{localize(field.name)}</span>
            <Segmented<FieldAccess>
              size="small"
              aria-label={localize(field.name)}
              value={value[field.id] ?? "write"}
              onChange={(access) => set(field.id, access)}
              options={options}
            />
            {value[field.id] === "masked" || isSecret(field) ? (
              <RevealChoice field={field.id} grant={grant} onChange={onReveal} />
            ) : null}
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** Nobody sees it without the right to have it shown, whatever else they may do with it. */
function isSecret(field: FieldDefinition): boolean {
  return fieldCatalog.kindOf(field) === "secret";
}

/** What narrows a grant further; folded away until it is used. */
function GrantRules({
  entity,
  grant,
  onChange,
}: {
  readonly entity: EntityDocument;
  readonly grant: EntityGrant;
  readonly onChange: (part: Partial<EntityGrant>) => void;
}) {
  const t = useText(buildText);
  const { catalog } = useDraft();
  const fieldsOf = useMemo(() => comparedFieldsIn(catalog), [catalog]);
  const count = (grant.fieldRules ?? []).length + ((grant.condition ?? null) === null ? 0 : 1);
  return (
    <Collapse
      ghost
      size="small"
      items={[
        {
          key: "rules",
          label: `${t.more}${count > 0 ? ` · ${fillText(t.moreSet, { n: count })}` : ""}`,
          children: (
            <>
              <RowCondition
                entity={entity}
                fieldsOf={fieldsOf}
                value={grant.condition}
                onChange={(condition) => onChange({ condition: condition ?? null })}
              />
              <FieldRules
                entity={entity}
                fieldsOf={fieldsOf}
                grant={grant}
                onChange={(fieldRules) => onChange({ fieldRules })}
              />
            </>
          ),
        },
      ]}
    />
  );
}

function ViewAsRole({ role }: { readonly role: string }) {
  const t = useText(buildText);
  const { id: app } = useAppModel();
  const viewAs = useViewAs();
  return (
    <Button
      icon={<EyeOutlined aria-hidden="true" />}
      loading={viewAs.isPending}
      onClick={() => viewAs.mutate({ app, role })}
    >
      {t.viewAs}
    </Button>
  );
}
