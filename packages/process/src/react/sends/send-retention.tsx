import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Select } from "antd";
import { text } from "./text.ts";

const CHOICES = [7, 30, 90, 180, 365] as const;

/** For how long what was sent is kept. */
export function SendRetention({ app }: { readonly app: string }) {
  const t = useText(text);
  const api = useApi();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const queryKey = ["send-retention", app];
  const kept = useQuery({ queryKey, queryFn: () => api.call(routes.sendRetention, { params: { app } }) });
  const keep = useMutation({
    mutationFn: (days: number) => api.call(routes.setSendRetention, { params: { app }, body: { days } }),
    onSuccess: (answer) => {
      queryClient.setQueryData(queryKey, answer);
      void message.success(t.kept);
    },
    onError: (error) => message.error(error.message),
  });
  if (!kept.data) return null;
  const { days } = kept.data;
  const choices: readonly number[] = CHOICES;
  const offered = choices.includes(days) ? choices : [...choices, days].toSorted((a, b) => a - b);
  return (
    <label className="runs-keep">
      {t.keep}
      <Select
        value={days}
        loading={keep.isPending}
        options={offered.map((value) => ({ value, label: fillText(t.days, { n: value }) }))}
        onChange={(wanted) => keep.mutate(wanted)}
      />
    </label>
  );
}
