import { create } from "zustand";

interface LiveVersions {
  readonly versions: Readonly<Record<string, number>>;
  readonly online: boolean;
}

/** Counts, per `<app>/<entity>`, how often its records changed while this page is open. */
export const useLiveVersions = create<LiveVersions>(() => ({ versions: {}, online: true }));

/** Says that records of an entity changed: lists that show them read again. */
export function bumpVersion(app: string, entity: string): void {
  const key = `${app}/${entity}`;
  useLiveVersions.setState((state) => ({
    versions: { ...state.versions, [key]: (state.versions[key] ?? 0) + 1 },
  }));
}

/** Says that anything may have changed: every list reads again. */
export function bumpAllVersions(): void {
  useLiveVersions.setState((state) => ({
    versions: Object.fromEntries(
      Object.entries({ ...state.versions, "*": state.versions["*"] ?? 0 }).map(([key, value]) => [
        key,
        value + 1,
      ]),
    ),
  }));
}

/** A number that grows whenever records of the entity changed. */
export function useRecordsVersion(app: string, entity: string): number {
  return useLiveVersions(
    (state) => (state.versions[`${app}/${entity}`] ?? 0) + (state.versions["*"] ?? 0) * 1_000_000,
  );
}
