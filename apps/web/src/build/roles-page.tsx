import { useText } from "@mortise/ui";
import { DocumentCards } from "./document-cards.tsx";
import { buildText } from "./text.ts";

/** `/a/:app/build/roles`: the roles of the app. */
export function BuildRolesPage() {
  const t = useText(buildText);
  return (
    <DocumentCards
      kind="role"
      title={t.roles}
      hint={t.rolesHint}
      createLabel={t.newRole}
      icon={() => "safety"}
      detail={(document) => (document.kind === "role" && document.builder ? t.builderRole : null)}
    />
  );
}
