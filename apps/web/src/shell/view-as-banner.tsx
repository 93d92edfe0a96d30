import { EyeOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import type { Me } from "../session/session.ts";
import { shellText } from "./text.ts";

/** Says, on every page, that the product is seen as somebody else, and leads back. */
export function ViewAsBanner({ me }: { readonly me: Me }) {
  const t = useText(shellText);
  const api = useApi();
  const stop = useMutation({
    mutationFn: () => api.call(routes.stopViewAs, {}),
    // Everything on screen belongs to somebody else: begin anew.
    onSettled: () => window.location.assign("/"),
  });
  if (!me.viewedBy) return null;
  return (
    <Alert
      banner
      type="warning"
      role="status"
      icon={<EyeOutlined aria-hidden="true" />}
      title={fillText(t.viewingAs, { name: me.name, by: me.viewedBy.name })}
      action={
        <Button size="small" loading={stop.isPending} onClick={() => stop.mutate()}>
          {t.stopViewing}
        </Button>
      }
    />
  );
}
