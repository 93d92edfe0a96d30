import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Select } from "antd";
import { text } from "./text.ts";

const CHOICES = [30, 90, 180, 365, 1095] as const;
const FOREVER = 0;

/** For how long runs that ended are kept. */
export function RetentionChoice({ app }: { readonly app: string }) {
  const t = useText(text);
  const api = useApi();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const queryKey = ["run-retention", app];
  const kept = useQuery({
    queryKey,
    queryFn: () => api.call(routes.runRetention, { params: { app } }),
  });
  const keep = useMutation({
    mutationFn: (days: number) =>
      api.call(routes.setRunRetention, { params: { app }, body: { days: days === FOREVER ? null : days } }),
    onSuccess: (answer) => {
      queryClient.setQueryData(queryKey, answer);
      void message.success(t.kept);
    },
    onError: (error) => message.error(error.message),
  });
  if (!kept.data) return null;
  return (
    <label className="runs-keep">
      {t.keep}
      <Select
        value={kept.data.days ?? FOREVER}
        loading={keep.isPending}
        options={[
          ...CHOICES.map((value) => ({ value: Number(value), label: fillText(t.days, { n: value }) })),
          { value: FOREVER, label: t.forever },
        ]}
        onChange={(days) => keep.mutate(days)}
      />
    </label>
  );
}
