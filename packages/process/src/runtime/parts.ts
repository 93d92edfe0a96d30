import type { Clock, Logger } from "@mortise/kit";
import type { DefinitionDocument } from "@mortise/metadata";
import type { CompiledRelease, JournalDb, RecordGateway } from "@mortise/store";

/** Where the engine learns which release is in force, and what older ones held. */
export interface ReleaseSource {
  current(app: string): CompiledRelease;
  documents(app: string, number: number): Promise<readonly DefinitionDocument[]>;
}

/** What the process engine is made of. */
export interface ProcessParts {
  readonly gateway: RecordGateway;
  readonly releases: ReleaseSource;
  /** The database, for reads outside of writes. */
  readonly db: JournalDb;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Zone in which `$today` is read by flows; Asia/Shanghai by default. */
  readonly timeZone?: string;
}

/** The zone flows calculate in. */
export function zoneOf(parts: ProcessParts): string {
  return parts.timeZone ?? "Asia/Shanghai";
}
