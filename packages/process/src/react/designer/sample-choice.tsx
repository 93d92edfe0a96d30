import { RemoteSelect, useFieldServices } from "@mortise/fields/react";
import { useText } from "@mortise/ui";
import { text } from "../text.ts";
import { useSample } from "./sample.ts";

/** Chooses the real record whose values stand beside fields and results wherever some are to be chosen. */
export function SampleChoice({ entity }: { readonly entity: string }) {
  const t = useText(text);
  const services = useFieldServices();
  const sample = useSample();
  return (
    <div className="flow-sample">
      <span className="flow-hint">{t.sample}</span>
      <RemoteSelect
        multiple={false}
        value={sample.record}
        search={(query) => services.searchRecords(entity, query)}
        onChange={(value) => sample.choose(typeof value === "string" ? value : null)}
      />
    </div>
  );
}
