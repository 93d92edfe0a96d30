import { isMultiple, scopeOf } from "../people.ts";
import { TextCell } from "../react/display.tsx";
import { useFieldServices } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { RemoteSelect } from "../react/remote-select.tsx";

function TeamEditor(props: FieldEditorProps) {
  const services = useFieldServices();
  return (
    <RemoteSelect
      {...props}
      multiple={isMultiple(props.field)}
      search={(query) => services.searchTeams(query, scopeOf(props.field))}
    />
  );
}

/** One team or several, found by name. */
export const teamView = defineFieldView({ id: "team", Editor: TeamEditor, Cell: TextCell, Value: TextCell });
