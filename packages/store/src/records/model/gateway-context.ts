import type { SystemDatabase } from "../../system-schema.ts";
import type { WorkHours } from "@mortise/expression";
import type { Clock } from "@mortise/kit";
import type { Catalog } from "@mortise/metadata";
import type { Kysely } from "kysely";
import { USUAL_CALENDAR } from "../../calendar/company-calendar.ts";
import type { SchemaLayout } from "../../schema/layout/schema-layout.ts";
import type { FieldTypeLookup } from "../../schema/physical-column.ts";
import { FreshStatistics } from "../../database/fresh-statistics.ts";
import { SearchTidy } from "../../search/search-tidy.ts";
import type { RegisteredReaction } from "../gateway.ts";
import type { Sealer } from "../../sealing/sealer.ts";
import type { Counters } from "../session/counters.ts";
import type { ReadLimits } from "../read-limits.ts";
import { entityNotFound } from "../record-errors.ts";
import { EntityModel } from "./entity-model.ts";

/** The release that is in force for an app. */
export interface CurrentRelease {
  readonly number: number;
  readonly catalog: Catalog;
  /** Where fields live that found no room in the main tables; nowhere else when absent. */
  readonly layout?: SchemaLayout;
}

/** Where the gateway learns which release is in force. */
export interface ReleaseSource {
  /** STORE_APP_NOT_FOUND when there is none. */
  current(app: string): CurrentRelease;
  /** The company's calendar as it stands; that of mainland China when absent. */
  calendar?(): WorkHours;
  /** Looks for a newer release now. */
  refresh?(app: string): Promise<void>;
}

/** What the gateway is made of. */
export interface GatewayOptions {
  readonly db: Kysely<SystemDatabase>;
  /** Read-only copy for aggregates and exports; the main database while there is none to read from. */
  readonly replica?: { readonly db: Kysely<SystemDatabase> | undefined };
  readonly releases: ReleaseSource;
  /** Looks up a field type by its id; the registry of `@mortise/fields` in production. */
  readonly fieldType: FieldTypeLookup;
  readonly clock: Clock;
  /** How long reads may take; those of `READ_LIMITS` when absent. */
  readonly limits?: ReadLimits;
  /** Encrypts values of fields that are kept sealed; without it they cannot be written. */
  readonly sealer?: Sealer;
  /** Draws automatic numbers; without it they are drawn in the writes themselves, one write after the other. */
  readonly counters?: Counters;
}

/** What every part of the gateway works with. */
export interface GatewayContext extends GatewayOptions {
  readonly searchTidy: SearchTidy;
  readonly statistics: FreshStatistics;
  readonly reactions: readonly RegisteredReaction[];
  /** The model of one entity in the app's current release; STORE_ENTITY_NOT_FOUND when it does not exist. */
  model(app: string, entity: string): EntityModel;
  /** The app's current catalog; STORE_APP_NOT_FOUND when there is none. */
  catalog(app: string): Catalog;
}

/** Adds the compiled models to the options; models live as long as their catalog. */
export function createContext(
  options: GatewayOptions,
  reactions: readonly RegisteredReaction[],
): GatewayContext {
  const models = new WeakMap<Catalog, Map<string, EntityModel>>();
  const calendar = (): WorkHours => options.releases.calendar?.() ?? USUAL_CALENDAR;
  const catalog = (app: string): Catalog => options.releases.current(app).catalog;
  const model = (app: string, entity: string): EntityModel => {
    const release = options.releases.current(app);
    const { catalog: current } = release;
    const ofCatalog = models.get(current) ?? new Map<string, EntityModel>();
    models.set(current, ofCatalog);
    const key = `${app}/${entity}`;
    const known = ofCatalog.get(key);
    if (known) return known;
    const document = current.find("entity", entity);
    if (!document) throw entityNotFound({ entity: String(entity) });
    const made = new EntityModel(
      app,
      { ...release, calendar, sealer: options.sealer },
      document,
      options.fieldType,
    );
    ofCatalog.set(key, made);
    return made;
  };
  const care = { searchTidy: new SearchTidy(options.db), statistics: new FreshStatistics(options.db) };
  return { ...options, ...care, reactions, model, catalog };
}
