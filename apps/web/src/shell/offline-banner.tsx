import { useText } from "@mortise/ui";
import { Alert } from "antd";
import { useEffect, useState } from "react";
import { useLiveVersions } from "../live/live-versions.ts";
import { shellText } from "./text.ts";

const PATIENCE = 2_500;

/** Says that the connection is lost, once it has been lost for longer than a blink. */
export function OfflineBanner() {
  const t = useText(shellText);
  const online = useLiveVersions((state) => state.online);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(!online), online ? 0 : PATIENCE);
    return () => clearTimeout(timer);
  }, [online]);
  return shown ? <Alert banner type="warning" title={t.offline} role="status" /> : null;
}
