import { ArrowLeftOutlined, DownloadOutlined, PrinterOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { PrintSheet } from "@mortise/forms/react";
import { fillText, type Locale } from "@mortise/kit";
import type { PrintDocument } from "@mortise/metadata";
import { EmptyState, useLocale, useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Segmented } from "antd";
import { useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { useLabelBook } from "../records/labels.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import "./print-page.css";
import { printPageText } from "./text.ts";
import { MOST_PRINTED } from "./use-print-templates.ts";
import { useApprovalsOf } from "./use-approvals-of.ts";
import { useReach } from "./use-reached.ts";

/** `/a/:app/print/:template?ids=…`: records as they are printed, under the rights and masks of who prints. */
export function PrintPage() {
  const t = useText(printPageText);
  const localize = useLocalize();
  const navigate = useNavigate();
  const { template: id = "" } = useParams();
  const { catalog } = useAppModel();
  const template = catalog.find("print", id);
  const own = useLocale();
  const [chosen, setLocale] = useState<Locale>();
  const locale = chosen ?? own;
  if (!template) return <EmptyState title={t.missing} />;
  return (
    <div className="page print-page">
      <header className="print-tools">
        <Button
          type="text"
          icon={<ArrowLeftOutlined aria-hidden="true" />}
          aria-label={t.back}
          onClick={() => void navigate(-1)}
        />
        <h1>{localize(template.name)}</h1>
        <Segmented<Locale>
          aria-label={t.language}
          value={locale}
          options={[
            { value: "zh", label: "中文" },
            { value: "en", label: "English" },
          ]}
          onChange={setLocale}
        />
        <Button type="primary" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
          {t.print}
        </Button>
        <PdfButton template={template.id} locale={locale} />
        <p>{t.printHint}</p>
      </header>
      <Sheets template={template} locale={locale} />
    </div>
  );
}

/** Downloads the same as a PDF that the server makes: no printer and no browser settings are in its way. */
function PdfButton({ template, locale }: { readonly template: string; readonly locale: Locale }) {
  const t = useText(printPageText);
  const api = useApi();
  const { id: app } = useAppModel();
  const ids = useNamedIds().slice(0, MOST_PRINTED);
  if (ids.length === 0) return null;
  const query = { ids: ids.join(","), locale };
  return (
    <Button
      icon={<DownloadOutlined aria-hidden="true" />}
      href={api.url(routes.printRecords, { params: { app, template }, query })}
    >
      {t.pdf}
    </Button>
  );
}

/** The records that the address names. */
function useNamedIds(): readonly string[] {
  const [query] = useSearchParams();
  return (query.get("ids") ?? "").split(",").filter(Boolean);
}

function Sheets({ template, locale }: { readonly template: PrintDocument; readonly locale: Locale }) {
  const t = useText(printPageText);
  const { catalog } = useAppModel();
  const entity = catalog.find("entity", template.entity);
  const ids = useNamedIds();
  const records = useRecords(template, ids.slice(0, MOST_PRINTED));
  if (!entity) return <EmptyState title={t.missing} />;
  if (records.error) return <PageError error={records.error} onRetry={() => void records.refetch()} />;
  if (!records.data) return <PageLoading />;
  const { items, reached, approvals } = records.data;
  const gone = Math.min(ids.length, MOST_PRINTED) - items.length;
  return (
    <div className="print-sheets">
      {ids.length > MOST_PRINTED ? (
        <Alert type="warning" showIcon title={fillText(t.tooMany, { n: MOST_PRINTED })} />
      ) : null}
      {gone > 0 ? <Alert type="warning" showIcon title={fillText(t.gone, { n: gone })} /> : null}
      {items.map((record, index) => (
        <PrintSheet
          key={record.id}
          template={template}
          entity={entity}
          id={record.id}
          values={record}
          locale={locale}
          reached={reached}
          approvals={approvals.get(record.id)}
          index={index}
        />
      ))}
    </div>
  );
}

/** The records with their rows and what is printed of others; those that cannot be seen are left out. */
function useRecords(template: PrintDocument, ids: readonly string[]) {
  const { entity } = template;
  const reach = useReach();
  const approvalsOf = useApprovalsOf();
  const api = useApi();
  const labels = useLabelBook();
  const { id: app } = useAppModel();
  return useQuery({
    queryKey: keys.list(app, entity, "print", ...ids),
    queryFn: async () => {
      if (ids.length === 0) return NOTHING;
      const answer = await api.call(routes.readRecords, {
        params: { app, entity },
        body: { ids: [...ids] },
      });
      labels.add(answer.labels);
      const [reached, approvals] = await Promise.all([
        reach(template, answer.items),
        approvalsOf(template, answer.items),
      ]);
      return { items: answer.items, reached, approvals };
    },
  });
}

const NOTHING = { items: [], reached: new Map(), approvals: new Map() };
