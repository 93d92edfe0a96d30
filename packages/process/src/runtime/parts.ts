import type { WorkHours } from "@mortise/expression";
import type { Clock, Logger } from "@mortise/kit";
import type { DefinitionDocument } from "@mortise/metadata";
import type { Outgoing } from "./outgoing/channels.ts";
import type { CallPort } from "./calls/call-port.ts";
import type { CompiledRelease, JournalDb, RecordGateway, Store } from "@mortise/store";

/** Where the engine learns which release is in force, and what older ones held. */
export interface ReleaseSource {
  current(app: string): CompiledRelease;
  /** Ids of all apps. */
  apps(): readonly string[];
  /** The company's working days and hours as they stand. */
  calendar(): WorkHours;
  documents(app: string, number: number): Promise<readonly DefinitionDocument[]>;
}

/** What the process engine is started with. */
export interface ProcessOptions {
  readonly store: Pick<Store, "records" | "releases" | "db">;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The installation's secret; secrets of addresses follow from it. */
  readonly secret: string;
  /** How flows reach the outside; without it nothing is sent there. */
  readonly outgoing?: Outgoing;
  /** Zone in which flows read `$today`; Asia/Shanghai by default. */
  readonly timeZone?: string;
}

/** What every part of the engine works with. */
export interface ProcessParts {
  readonly gateway: RecordGateway;
  readonly releases: ReleaseSource & Pick<Store["releases"], "amendPermitted">;
  /** The database, for reads outside of writes. */
  readonly db: JournalDb;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly secret: string;
  /** Runs that call runs. */
  readonly calls: CallPort;
}
