import { ApiError } from "@mortise/contract";
import type { LocalizedText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { errorMessage } from "../session/form-errors.ts";

/** Why a cell was refused; complaints about other fields of the record name them, since a cell shows one field alone. */
export function cellReason(
  error: unknown,
  field: string,
  {
    entity,
    localize,
  }: { readonly entity: EntityDocument; readonly localize: (text: LocalizedText | undefined) => string },
): string {
  if (!(error instanceof ApiError) || error.body.details.length === 0) return errorMessage(error);
  return error.body.details
    .map(({ path, message }) => {
      const other = path === field ? undefined : entity.fields.find(({ id }) => id === path);
      return other ? `${localize(other.name)}：${message}` : message;
    })
    .join("\n");
}
