import { fieldType } from "@mortise/fields";
import type { FieldDefinition, ViewGallery } from "@mortise/metadata";

/** The field of the cover: the one the view names, else the first of pictures; undefined when the person sees none. */
export function coverField(
  fields: readonly FieldDefinition[],
  gallery: ViewGallery | undefined,
): FieldDefinition | undefined {
  const files = fields.filter((field) => fieldType(field.type).kind(field) === "files");
  return gallery?.cover === undefined ? files[0] : files.find(({ id }) => id === gallery.cover);
}
