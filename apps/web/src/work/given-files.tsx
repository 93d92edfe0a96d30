import type { Value } from "@mortise/expression";
import { type FileValue, fileList } from "@mortise/fields";
import { FieldValue } from "@mortise/fields/react";
import { sameText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Form } from "antd";
import { FieldInput } from "../app/field-parts.tsx";
import { workText } from "./text.ts";
import type { WorkItem } from "./work-item.ts";

const FILES: FieldDefinition = {
  id: "files",
  type: "attachment",
  name: sameText("files"),
  settings: { maxCount: 10 },
};
const SIGNATURE: FieldDefinition = { id: "signature", type: "signature", name: sameText("signature") };

/** Files and a signature that are given with a decision, as their fields hold them. */
export interface GivenFiles {
  readonly files?: Value;
  readonly signature?: Value;
}

/** The part of the call that tells of them. */
export function givenBody({ files, signature }: GivenFiles) {
  const ids = fileList(files ?? null).map(({ id }) => id);
  const [signed] = fileList(signature ?? null);
  return { ...(ids.length > 0 ? { files: ids } : {}), ...(signed ? { signature: signed.id } : {}) };
}

/** Takes files, and a signature where the step wants one. */
export function GivenFilesFields({
  given,
  wantsSignature,
  problems,
  onChange,
}: {
  readonly given: GivenFiles;
  readonly wantsSignature: boolean;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (given: GivenFiles) => void;
}) {
  const t = useText(workText);
  const item = (field: FieldDefinition, label: string, value: Value | undefined, required: boolean) => {
    const problem = problems[field.id];
    return (
      <Form.Item
        label={label}
        htmlFor={`work-${field.id}`}
        required={required}
        {...(problem === undefined ? {} : { validateStatus: "error" as const, help: problem })}
      >
        <FieldInput
          id={`work-${field.id}`}
          field={field}
          value={value}
          error={problem !== undefined}
          onChange={(next) => onChange({ ...given, [field.id]: next })}
        />
      </Form.Item>
    );
  };
  return (
    <>
      {wantsSignature ? item(SIGNATURE, t.signature, given.signature, true) : null}
      {item(FILES, t.files, given.files, false)}
    </>
  );
}

/** What came with a decision, for all who see the record. */
export function GivenFilesShown({ item: { files, signature } }: { readonly item: WorkItem }) {
  const t = useText(workText);
  if (files.length === 0 && signature === null) return null;
  const asValue = (list: readonly FileValue[]): Value => list.map((file) => ({ ...file }));
  return (
    <div className="work-given">
      {files.length > 0 ? <FieldValue field={FILES} value={asValue(files)} /> : null}
      {signature ? (
        <figure aria-label={t.signature}>
          <FieldValue field={SIGNATURE} value={asValue([signature])} />
        </figure>
      ) : null}
    </div>
  );
}
