import { checkExpression, type Scope, type VariableType } from "@mortise/expression";
import type { DefinitionDocument, DocumentKind, DocumentOf } from "./documents/document.ts";
import type { EntityDocument, FieldDefinition } from "./documents/entity.ts";
import type { FieldCatalog } from "./field-catalog.ts";
import { resolveSources } from "./resolve-sources.ts";

const SYSTEM_KINDS: Readonly<Record<string, VariableType>> = {
  id: { kind: "reference" },
  owner: { kind: "user" },
  team: { kind: "team" },
  created_at: { kind: "datetime" },
  created_by: { kind: "user" },
  updated_at: { kind: "datetime" },
  updated_by: { kind: "user" },
  revision: { kind: "number" },
  $user: { kind: "user" },
  $teams: { kind: "teams" },
  $ownTeams: { kind: "teams" },
  $now: { kind: "datetime" },
  $today: { kind: "date" },
};

/** What paths may ask of a person: the main team. */
const USER_SCOPE: Scope = {
  variable: (path) => (path === "team" ? { kind: "team", tree: true } : undefined),
};

/** The documents of one app, looked up by kind and id; immutable. */
export class Catalog {
  readonly documents: readonly DefinitionDocument[];
  readonly fieldTypes: FieldCatalog;
  readonly #byKey: ReadonlyMap<string, DefinitionDocument>;
  readonly #currencies = new Map<string, string | undefined>();
  /** The documents as they were given. */
  readonly #given: readonly DefinitionDocument[];

  /** With the catalog before, its entities are the very same as long as none of them changed. */
  constructor(documents: readonly DefinitionDocument[], fieldTypes: FieldCatalog, before?: Catalog) {
    const kept = before ? before.#withSameEntities(documents) : undefined;
    this.documents = kept ?? resolveSources(documents, fieldTypes);
    this.#given = documents;
    this.fieldTypes = fieldTypes;
    this.#byKey = new Map(this.documents.map((document) => [`${document.kind}/${document.id}`, document]));
  }

  /** The documents with the entities of this catalog; undefined when these are not the ones that were given for it. */
  #withSameEntities(documents: readonly DefinitionDocument[]): readonly DefinitionDocument[] | undefined {
    const isEntity = (document: DefinitionDocument): boolean => document.kind === "entity";
    // Pools decide what fields their entity has.
    const counts = (document: DefinitionDocument): boolean => isEntity(document) || document.kind === "pool";
    const [old, next] = [this.#given.filter(counts), documents.filter(counts)];
    if (old.length !== next.length || old.some((document, index) => document !== next[index]))
      return undefined;
    return documents.map((document) =>
      isEntity(document) ? (this.find("entity", document.id) ?? document) : document,
    );
  }

  /** All documents of a kind, in their order. */
  all<Kind extends DocumentKind>(kind: Kind): readonly DocumentOf<Kind>[] {
    return this.documents.filter((document): document is DocumentOf<Kind> => document.kind === kind);
  }

  /** The document with that kind and id. */
  find<Kind extends DocumentKind>(kind: Kind, id: string): DocumentOf<Kind> | undefined {
    // The key was made from the document's own kind.
    return this.#byKey.get(`${kind}/${id}`) as DocumentOf<Kind> | undefined;
  }

  /** The field of an entity; system fields are not listed in entity documents and give undefined. */
  field(entity: string, field: string): FieldDefinition | undefined {
    return this.find("entity", entity)?.fields.find((candidate) => candidate.id === field);
  }

  /** The entity that a reference or list field of an entity leads to; `parent` leads to the parent entity. */
  targetOf(entity: string, field: string): string | undefined {
    const definition = this.field(entity, field);
    if (definition) return this.fieldTypes.targetEntity(definition);
    return field === "parent" ? this.find("entity", entity)?.parent?.entity : undefined;
  }

  /**
   * The variables an expression over one entity's records may use: its fields, its system fields, `$…` variables,
   * and `$old.<field>` for the values before a change.
   */
  scope(entity: string): Scope {
    const document = this.find("entity", entity);
    return { variable: (path) => (document ? this.#variable(document, path) : undefined) };
  }

  /**
   * The variables of conditions and values in flows: those of `scope`; the people and teams of the moment are at hand, so
   * teams know their tree and people their team (`owner.team`).
   */
  flowScope(entity: string): Scope {
    const base = this.scope(entity);
    return {
      variable: (path) => {
        const variable = base.variable(path);
        if (variable?.kind === "team") return { ...variable, tree: true };
        return variable?.kind === "user" && !path.startsWith("$")
          ? { ...variable, target: USER_SCOPE }
          : variable;
      },
    };
  }

  /**
   * The variables of expressions that the database evaluates: those of `scope`, and paths through references such as
   * `customer.owner`.
   */
  queryScope(entity: string): Scope {
    const document = this.find("entity", entity);
    return { variable: (path) => (document ? this.#withTarget(document, path) : undefined) };
  }

  #withTarget(entity: EntityDocument, path: string): VariableType | undefined {
    const variable = this.#variable(entity, path);
    if (!variable || path.startsWith("$")) return variable;
    if (variable.kind === "user") return { ...variable, target: USER_SCOPE };
    if (variable.kind === "team") return { ...variable, tree: true };
    if (variable.kind !== "reference") return variable;
    if (path === "id") return this.treeField(entity.id) ? { ...variable, tree: true } : variable;
    const target = this.targetOf(entity.id, path);
    if (target === undefined) return variable;
    const tree = this.treeField(target) ? { tree: true as const } : {};
    return { ...variable, ...tree, target: this.queryScope(target) };
  }

  /** The currency of a field's amounts; of a formula that of what it works out. */
  currencyOf(entity: string, field: FieldDefinition): string | undefined {
    const stated = this.fieldTypes.currencyOf?.(field);
    const expression = stated === undefined ? this.fieldTypes.expressionOf?.(field) : undefined;
    if (expression === undefined) return stated;
    const key = `${entity}/${field.id}`;
    if (this.#currencies.has(key)) return this.#currencies.get(key);
    // A formula that goes round in a circle, which publishing refuses, ends here.
    this.#currencies.set(key, undefined);
    const checked = checkExpression(expression, this.queryScope(entity));
    const currency = checked.ok ? checked.currency : undefined;
    this.#currencies.set(key, currency);
    return currency;
  }

  /** The field of an entity that leads up the tree its records stand in. */
  treeField(entity: string): FieldDefinition | undefined {
    const types = this.fieldTypes;
    return this.find("entity", entity)?.fields.find(
      (field) => types.isTree?.(field) === true && types.targetEntity(field) === entity,
    );
  }

  #variable(entity: EntityDocument, path: string): VariableType | undefined {
    const plain = path.startsWith("$old.") ? path.slice("$old.".length) : path;
    if (Object.hasOwn(SYSTEM_KINDS, plain)) return SYSTEM_KINDS[plain];
    const field = entity.fields.find((candidate) => candidate.id === plain);
    if (!field) return undefined;
    const kind = this.fieldTypes.kindOf(field);
    const optionKeys = this.fieldTypes.optionKeys(field);
    const target = kind === "rows" ? this.fieldTypes.targetEntity(field) : undefined;
    const currency = kind === "number" ? this.currencyOf(entity.id, field) : undefined;
    return {
      kind,
      ...(currency === undefined ? {} : { currency, name: field.name }),
      ...(optionKeys ? { optionKeys, optionScores: this.fieldTypes.optionScores?.(field) ?? {} } : {}),
      ...(target ? { row: this.scope(target) } : {}),
    };
  }
}
