import { fieldCatalog } from "@mortise/fields";
import { Catalog, type FlowDocument } from "@mortise/metadata";
import { CompiledFlow } from "../model/compiled-flow.ts";
import { heardApprovals } from "../model/decided.ts";
import { Settings } from "../model/settings.ts";
import { findNode } from "../nodes/index.ts";
import { doneWhenOf } from "../nodes/task/done-when.ts";
import type { ReleaseSource } from "./parts.ts";

/** Older releases kept compiled at once; runs that started under them need them. */
const KEPT_RELEASES = 20;

/** The flows of every release that is still at work, compiled once. */
export class FlowLibrary {
  readonly #releases: ReleaseSource;
  readonly #catalogs = new Map<string, Catalog>();
  readonly #compiled = new WeakMap<FlowDocument, CompiledFlow>();
  readonly #waiting = new WeakMap<FlowDocument, boolean>();
  readonly #hearing = new WeakMap<Catalog, readonly CompiledFlow[]>();
  readonly #lookedBack = new WeakMap<Catalog, Map<string, ReadonlySet<string>>>();

  constructor(releases: ReleaseSource) {
    this.#releases = releases;
  }

  /** Flows of an entity that are switched on in the current release, in document order. */
  enabled(
    app: string,
    entity: string,
  ): { readonly release: number; readonly flows: readonly CompiledFlow[] } {
    const { number, catalog } = this.#releases.current(app);
    const documents = catalog
      .all("flow")
      .filter((flow) => flow.enabled && flow.entity === entity && flow.start !== undefined);
    return { release: number, flows: documents.map((flow) => this.compile(flow, catalog)) };
  }

  /** Flows of an app that are switched on in the current release. */
  allEnabled(app: string): readonly CompiledFlow[] {
    const { catalog } = this.#releases.current(app);
    const documents = catalog.all("flow").filter((flow) => flow.enabled && flow.start !== undefined);
    return documents.map((flow) => this.compile(flow, catalog));
  }

  /** Flows of an app that start by the outcome of approvals. */
  hearing(app: string): { readonly release: number; readonly flows: readonly CompiledFlow[] } {
    const { number: release, catalog } = this.#releases.current(app);
    const known = this.#hearing.get(catalog);
    if (known) return { release, flows: known };
    const flows = this.allEnabled(app).filter(({ document }) => heardApprovals(document) !== undefined);
    this.#hearing.set(catalog, flows);
    return { release, flows };
  }

  /** All flows of an entity in the current release: runs of those that are switched off may still be under way. */
  underWay(app: string, entity: string): readonly CompiledFlow[] {
    const { catalog } = this.#releases.current(app);
    return catalog
      .all("flow")
      .filter((flow) => flow.entity === entity && flow.start !== undefined)
      .map((flow) => this.compile(flow, catalog));
  }

  /** Whether any flow may take part in changes of an entity: those that start, and those of which runs wait for changes. */
  hasFlows(app: string, entity: string): boolean {
    const { catalog } = this.#releases.current(app);
    return catalog
      .all("flow")
      .some((flow) => flow.entity === entity && (flow.enabled || this.#waitsForChanges(flow)));
  }

  #waitsForChanges(flow: FlowDocument): boolean {
    const known = this.#waiting.get(flow);
    if (known !== undefined) return known;
    const waits = flow.nodes.some(
      (node) => findNode(node.type)?.watches !== undefined || doneWhenOf(node) !== undefined,
    );
    this.#waiting.set(flow, waits);
    return waits;
  }

  /** Fields of which flows of an entity ask what they were before a change, or whether they changed. */
  lookedBackAt(app: string, entity: string): ReadonlySet<string> {
    const { catalog } = this.#releases.current(app);
    const known = this.#lookedBack.get(catalog)?.get(entity);
    if (known) return known;
    const flows = catalog.all("flow").filter((flow) => flow.enabled && flow.entity === entity);
    const made = new Set(flows.flatMap(formerFields));
    const all = this.#lookedBack.get(catalog) ?? new Map<string, ReadonlySet<string>>();
    this.#lookedBack.set(catalog, all.set(entity, made));
    return made;
  }

  /** A flow as a release had it; undefined when that release had none of that name. */
  async find(app: string, release: number, flow: string): Promise<CompiledFlow | undefined> {
    const catalog = await this.#catalog(app, release);
    const document = catalog.find("flow", flow);
    return document && this.compile(document, catalog);
  }

  /** The compiled form of a document, made once. */
  compile(document: FlowDocument, catalog: Catalog): CompiledFlow {
    const known = this.#compiled.get(document);
    if (known) return known;
    const made = new CompiledFlow(document, catalog);
    this.#compiled.set(document, made);
    return made;
  }

  async #catalog(app: string, release: number): Promise<Catalog> {
    const current = this.#releases.current(app);
    if (current.number === release) return current.catalog;
    const key = `${app}/${release}`;
    const known = this.#catalogs.get(key);
    if (known) return known;
    const made = new Catalog(await this.#releases.documents(app, release), fieldCatalog);
    const [oldest] = this.#catalogs.keys();
    if (this.#catalogs.size >= KEPT_RELEASES && oldest !== undefined) this.#catalogs.delete(oldest);
    this.#catalogs.set(key, made);
    return made;
  }
}

/** Conditions, values and texts of any node may name a former value: all are looked through, whatever their settings are called. */
function formerFields(flow: FlowDocument): readonly string[] {
  const named = JSON.stringify(flow).matchAll(/\$old\.([a-z][a-z0-9_]*)/g);
  const watched = new Settings(flow.trigger.settings).texts("fields");
  return [...Array.from(named, ([, field = ""]) => field), ...watched];
}
