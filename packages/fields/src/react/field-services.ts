import type { Expression } from "@mortise/expression";
import { localize, type Locale, type LocalizedText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { createContext, use, useMemo } from "react";
import type { FileValue } from "../attachment/index.ts";
import { fieldServicesMissing } from "../errors.ts";
import type { FieldContext } from "../field-type.ts";

/** One person, team or record offered by a search. */
export interface FieldChoice {
  readonly id: string;
  readonly label: string;
  /** Second line: a team, a mobile number. */
  readonly hint?: string;
}

/** A team or record of a tree. */
export interface TreeNode {
  readonly id: string;
  readonly label: string;
  readonly parent: string | null;
}

/** What fields on screen need from the application around them. */
export interface FieldServices {
  readonly locale: Locale;
  readonly timeZone: string;
  /** Name of a user, team or record; undefined while unknown. */
  readonly label: (id: string) => string | undefined;
  readonly searchUsers: (text: string) => Promise<readonly FieldChoice[]>;
  readonly searchTeams: (text: string) => Promise<readonly FieldChoice[]>;
  /** With a condition only records that meet it are offered. */
  readonly searchRecords: (
    entity: string,
    text: string,
    condition?: Expression,
  ) => Promise<readonly FieldChoice[]>;
  /** All teams (`team`) or all records of an entity that stand in a tree; undefined when they are too many to show. */
  readonly loadTree?: (target: string) => Promise<readonly TreeNode[] | undefined>;
  /** Stores a file and answers what records hold of it; rejects with an error whose message can be shown. */
  readonly upload: (file: File) => Promise<FileValue>;
  /** Address from which a stored file is downloaded. */
  readonly fileUrl?: (file: FileValue) => string;
  /** Shows a record; references become links when given. */
  readonly openRecord?: (entity: string, id: string) => void;
  /** The address at which a record opens, for codes and links that leave the screen. */
  readonly recordUrl?: (entity: string, id: string) => string;
  /** What the records that the reader may see hold in a field of lists, most frequent first. */
  readonly valuesInUse?: (entity: string, field: string) => Promise<readonly string[]>;
  /** Definition of an entity: sub-tables show its fields. */
  readonly entity: (id: string) => EntityDocument | undefined;
}

/** Carries the services; filled by `FieldServicesProvider`. */
export const FieldServicesContext = createContext<FieldServices | undefined>(undefined);

/** The services of the surrounding application. Throws FIELD_SERVICES_MISSING outside a provider. */
export function useFieldServices(): FieldServices {
  const services = use(FieldServicesContext);
  if (!services) throw fieldServicesMissing();
  return services;
}

/** Shows texts in the reader's language. */
export function useFieldText(): (text: LocalizedText) => string {
  const { locale } = useFieldServices();
  return (text) => localize(text, locale);
}

/** The context in which field types write and read texts on screen. */
export function useFieldContext(): FieldContext {
  const services = useFieldServices();
  return useMemo(
    () => ({
      locale: services.locale,
      timeZone: services.timeZone,
      label: (id) => services.label(id),
      find: () => undefined,
    }),
    [services],
  );
}
