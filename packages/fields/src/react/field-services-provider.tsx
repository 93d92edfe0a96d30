import type { ReactNode } from "react";
import { type FieldServices, FieldServicesContext } from "./field-services.ts";
import { FieldViewsContext } from "./field-view.ts";
import { findFieldView } from "./views.ts";

/** Props of `FieldServicesProvider`; keep `services` the same object between renders unless something changed. */
export interface FieldServicesProviderProps {
  readonly services: FieldServices;
  readonly children: ReactNode;
}

/** Gives every field component below it the application's services. */
export function FieldServicesProvider({ services, children }: FieldServicesProviderProps) {
  return (
    <FieldServicesContext value={services}>
      <FieldViewsContext value={findFieldView}>{children}</FieldViewsContext>
    </FieldServicesContext>
  );
}
