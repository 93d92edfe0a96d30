import { ExportOutlined } from "@ant-design/icons";
import type { FormButtonItem } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";
import { Button } from "antd";
import { linkAddress } from "../../model/logic/link-address.ts";
import { useFormRuntime } from "./form-runtime.ts";
import { useFieldText } from "./use-field-text.ts";

/** A button that opens an address with values of the form, or fills fields in. */
export function FormButton({ item }: { readonly item: FormButtonItem }) {
  const localize = useLocalize();
  const { press, isReading } = useFormRuntime();
  const textOf = useFieldText();
  const { action } = item;
  if (action.type === "set")
    return (
      <Button className="form-button" disabled={isReading || !press} onClick={() => press?.(action.set)}>
        {localize(item.title)}
      </Button>
    );
  const address = linkAddress(action, textOf);
  return (
    <Button
      className="form-button"
      icon={<ExportOutlined aria-hidden />}
      disabled={address === undefined}
      {...(address === undefined ? {} : { href: address, target: "_blank", rel: "noreferrer" })}
    >
      {localize(item.title)}
    </Button>
  );
}
