import { FileExcelOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import type { ImportJob } from "../../model/import/import-plan.ts";
import { wizardText } from "./text.ts";
import { isActive } from "./use-import.ts";

const SHOWN = 5;
const POLL_MS = 3_000;

/** The newest imports: what goes on without anybody looking, and what came of it, is found again. */
export function RecentImports({
  app,
  onOpen,
}: {
  readonly app: string;
  readonly onOpen: (job: ImportJob) => void;
}) {
  const t = useText(wizardText);
  const api = useApi();
  const { data } = useQuery({
    queryKey: ["imports", app],
    staleTime: 0,
    queryFn: () => api.call(routes.listImports, { params: { app } }),
    retry: false,
    refetchInterval: ({ state }) => (state.data?.items.some(isActive) ? POLL_MS : false),
  });
  const items = (data?.items ?? []).filter(({ plan }) => plan !== null).slice(0, SHOWN);
  if (items.length === 0) return null;
  const states: Readonly<Record<string, string>> = {
    checking: t.checking,
    checked: t.stateChecked,
    running: t.running,
    done: t.doneTitle,
    cancelled: t.cancelledTitle,
    failed: t.failedTitle,
    undoing: t.undoing,
    undone: t.undoneTitle,
  };
  return (
    <section className="iw-recent">
      <h3 id="iw-recent">{t.recent}</h3>
      <ul aria-labelledby="iw-recent">
        {items.map((job) => (
          <li key={job.id}>
            <Button type="link" icon={<FileExcelOutlined aria-hidden="true" />} onClick={() => onOpen(job)}>
              <span className="iw-file-name">{job.fileName}</span>
            </Button>
            <Tag color={isActive(job) ? "processing" : "default"}>{states[job.status] ?? job.status}</Tag>
            {job.counts ? (
              <small>
                {fillText(t.recentCounts, {
                  create: job.counts.create.toLocaleString(),
                  update: job.counts.update.toLocaleString(),
                  error: job.counts.error.toLocaleString(),
                })}
              </small>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
