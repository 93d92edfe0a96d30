import { isMultiple, scopeOf } from "../people.ts";
import { TextCell } from "../react/display.tsx";
import { useFieldServices } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { RemoteSelect } from "../react/remote-select.tsx";

function UserEditor(props: FieldEditorProps) {
  const services = useFieldServices();
  return (
    <RemoteSelect
      {...props}
      multiple={isMultiple(props.field)}
      search={(query) => services.searchUsers(query, scopeOf(props.field))}
    />
  );
}

/** One user or several, found by name. */
export const userView = defineFieldView({ id: "user", Editor: UserEditor, Cell: TextCell, Value: TextCell });
