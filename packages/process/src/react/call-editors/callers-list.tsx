import { useLocalize, useText } from "@mortise/ui";
import { callsOf } from "../../model/calls/call-circle.ts";
import { useNodeScope } from "../editors/node-scope.ts";
import { text } from "./text.ts";

/** The flows that call the flow at hand: whom a change of it concerns. */
export function CallersList() {
  const t = useText(text);
  const localize = useLocalize();
  const { catalog, document } = useNodeScope();
  const flows = catalog.all("flow").map((flow) => (flow.id === document.id ? document : flow));
  const callers = flows.filter((flow) => callsOf(flow).some((call) => call.flow === document.id));
  if (callers.length === 0) return <p className="flow-hint">{t.noCallers}</p>;
  return (
    <ul className="flow-callers">
      {callers.map((flow) => (
        <li key={flow.id}>{localize(flow.name)}</li>
      ))}
    </ul>
  );
}
