import { RemoteSelect, useFieldServices } from "@mortise/fields/react";

/** Props of `PersonSelect`; those without a default come from the form it stands in. */
export interface PersonSelectProps {
  readonly multiple?: boolean;
  readonly id?: string;
  readonly value?: string | readonly string[];
  readonly onChange?: (value: string | readonly string[] | null) => void;
}

/** A person, or several, chosen by searching. */
export function PersonSelect({ multiple = false, id, value, onChange }: PersonSelectProps) {
  const services = useFieldServices();
  return (
    <RemoteSelect
      id={id}
      multiple={multiple}
      value={value ?? null}
      search={(query) => services.searchUsers(query)}
      // What is chosen are ids of people.
      onChange={(chosen) => onChange?.(chosen as string | readonly string[] | null)}
    />
  );
}
