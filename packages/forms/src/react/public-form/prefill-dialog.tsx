import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Value } from "@mortise/expression";
import type { JsonObject } from "@mortise/kit";
import type { EntityDocument, FormDocument } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, Modal, Switch } from "antd";
import { useState } from "react";
import { isFilledByPeople } from "../../model/layout/default-form.ts";
import { fieldItems } from "../../model/layout/item-tree.ts";
import { FixedValues } from "../designer/fixed-values.tsx";
import { CopyLine } from "./copy-line.tsx";
import { QrCode } from "./qr-code.tsx";
import { publicFormText } from "./text.ts";

interface PrefillDialogProps {
  readonly app: string;
  readonly document: FormDocument;
  readonly entity: EntityDocument;
  readonly link: string;
  /** The address of the link. */
  readonly address: string;
  readonly onClose: () => void;
}

/** Makes an address that fills the form in: fields are chosen and given values, and visitors may change them or not. */
export function PrefillDialog({ app, document, entity, link, address, onClose }: PrefillDialogProps) {
  const t = useText(publicFormText);
  const api = useApi();
  const [values, setValues] = useState<JsonObject>({});
  const [isSigned, setSigned] = useState(false);
  const placed = new Set(fieldItems(document.items).map(({ field }) => field));
  const fields = entity.fields.filter(
    (field) => isFilledByPeople(field) && (isSigned || placed.has(field.id)),
  );
  const make = useMutation({
    mutationFn: () =>
      api.call(routes.prefillPublicLink, {
        params: { app, form: document.id },
        // Values of fields are JSON.
        body: { link, values: values as Readonly<Record<string, Value>>, signed: isSigned },
      }),
  });
  const change = (next: JsonObject) => {
    setValues(next);
    make.reset();
  };
  const made = make.data ? `${address}?${make.data.query}` : undefined;
  return (
    <Modal
      open
      title={t.prefillTitle}
      onCancel={onClose}
      footer={
        <Button
          type="primary"
          loading={make.isPending}
          disabled={Object.keys(values).length === 0}
          onClick={() => make.mutate()}
        >
          {t.prefillMake}
        </Button>
      }
    >
      <Form layout="vertical" component={false}>
        <Form.Item extra={t.prefillSignedHint}>
          <Switch
            aria-label={t.prefillSigned}
            checked={isSigned}
            onChange={(next) => {
              setSigned(next);
              make.reset();
            }}
          />
          <span aria-hidden="true" style={{ marginInlineStart: 8 }}>
            {t.prefillSigned}
          </span>
        </Form.Item>
        <FixedValues
          fields={fields}
          value={values}
          label={t.prefillFields}
          addLabel={t.prefillField}
          onChange={change}
        />
        {make.error ? <Alert type="error" title={make.error.message} style={{ marginBottom: 16 }} /> : null}
        {made === undefined ? (
          <p>{t.prefillPublished}</p>
        ) : (
          <>
            <CopyLine label={t.prefillLink} value={made} />
            <QrCode address={made} />
          </>
        )}
      </Form>
    </Modal>
  );
}
