import { useFieldServices } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { FormFrameItem } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useEffect, useState } from "react";
import { linkAddress, mayEmbed } from "../../model/logic/link-address.ts";
import { rendererText } from "./text.ts";
import { useFieldText } from "./use-field-text.ts";

/** Typing goes on while the page beside it stays; it is loaded anew when that rests. */
const QUIET = 600;

/** A page of another system, told of some fields; a note with a link where its host is not allowed. */
export function FormFrame({ item }: { readonly item: FormFrameItem }) {
  const t = useText(rendererText);
  const localize = useLocalize();
  const { frameHosts = [] } = useFieldServices();
  const textOf = useFieldText();
  const address = useSettled(linkAddress(item, textOf));
  if (address === undefined) return null;
  if (!mayEmbed(address, frameHosts))
    return (
      <p className="form-text">
        {fillText(t.frameRefused, { host: new URL(address).host })}{" "}
        <a href={address} target="_blank" rel="noreferrer">
          {t.openOutside}
        </a>
      </p>
    );
  return (
    <iframe
      className="form-frame"
      title={localize(item.title)}
      src={address}
      height={item.height}
      loading="lazy"
      referrerPolicy="no-referrer"
      sandbox="allow-scripts allow-forms allow-same-origin allow-popups"
    />
  );
}

function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), QUIET);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
