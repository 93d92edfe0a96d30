import type { ProofLevel } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Form, Select } from "antd";
import { accessWith } from "./access-with.ts";
import type { PublicLimitsProps } from "./public-limits.tsx";
import { PublicVerify } from "./public-verify.tsx";
import { publicFormText } from "./text.ts";

const LEVELS: readonly ProofLevel[] = ["light", "normal", "strong"];

/** What keeps programs out, and which sites may show the form. */
export function PublicGuard({ document, entity, value, onChange }: PublicLimitsProps) {
  const t = useText(publicFormText);
  return (
    <>
      <Form.Item label={t.proof} extra={t.proofHint}>
        <Select<ProofLevel | "">
          aria-label={t.proof}
          value={value.proof ?? ""}
          options={[
            { value: "", label: t.noProof },
            ...LEVELS.map((level) => ({ value: level, label: t[level] })),
          ]}
          onChange={(proof) => onChange(accessWith(value, { proof: proof === "" ? undefined : proof }))}
        />
      </Form.Item>
      <PublicVerify
        document={document}
        entity={entity}
        value={value.verify ?? []}
        onChange={(verify) => onChange(accessWith(value, { verify: verify.length > 0 ? verify : undefined }))}
      />
      <Form.Item label={t.hosts} extra={t.hostsHint}>
        <Select<string[]>
          mode="tags"
          open={false}
          suffixIcon={null}
          aria-label={t.hosts}
          tokenSeparators={[",", " ", "，", "\n"]}
          value={[...(value.hosts ?? [])]}
          onChange={(hosts) =>
            onChange(accessWith(value, { hosts: hosts.length > 0 ? hosts.map(hostOf) : undefined }))
          }
        />
      </Form.Item>
    </>
  );
}

/** Pasted addresses become their hosts. */
function hostOf(text: string): string {
  return text
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(/\/.*$/, "")
    .toLowerCase();
}
