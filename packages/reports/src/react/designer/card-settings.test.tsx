import { FieldServicesProvider } from "@mortise/fields/react";
import { fieldCatalog } from "@mortise/fields";
import { Catalog, type DashboardCard } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { UiProvider } from "@mortise/ui";
import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { findChart } from "../../charts/index.ts";
import { COUNT } from "../../model/measure.ts";
import { reportFields } from "../../model/report-field.ts";
import { fieldServices } from "../../testing/dashboard-page.tsx";
import { CardSettings } from "./card-settings.tsx";
import { ChartChoice } from "./chart-choice.tsx";

const catalog = new Catalog(templates[0]?.documents ?? [], fieldCatalog);
const fields = reportFields(catalog, "lead");

function show(start: DashboardCard): { readonly current: () => DashboardCard } {
  let latest = start;
  function Holder() {
    const [card, setCard] = useState(start);
    latest = card;
    const chart = findChart(card.chart);
    return (
      <>
        <ChartChoice card={card} catalog={catalog} onChange={setCard} />
        {chart ? (
          <CardSettings
            card={card}
            fields={fields}
            allFields={fields}
            fieldsOf={() => []}
            catalog={catalog}
            chart={chart}
            onChange={setCard}
          />
        ) : null}
      </>
    );
  }
  render(
    <UiProvider locale="zh">
      <FieldServicesProvider services={fieldServices()}>
        <Holder />
      </FieldServicesProvider>
    </UiProvider>,
  );
  return { current: () => latest };
}

const bar: DashboardCard = {
  id: "a",
  chart: "bar",
  title: { zh: "图", en: "Chart" },
  entity: "lead",
  dimensions: [{ field: "source" }, { field: "grade" }],
  measures: [COUNT],
  layout: { x: 0, y: 0, w: 6, h: 6 },
};

test("reference lines are added and taken away", () => {
  const holder = show(bar);
  fireEvent.click(screen.getByRole("button", { name: /添加参考线/ }));
  expect(holder.current().settings).toEqual({ lines: [{ kind: "average" }] });
  fireEvent.click(screen.getByRole("button", { name: "移除 平均值" }));
  expect(holder.current().settings?.["lines"]).toBeUndefined();
});

test("a colour rule gets its bounds", () => {
  const holder = show({ ...bar, chart: "table" });
  fireEvent.click(screen.getByRole("button", { name: /添加着色规则/ }));
  fireEvent.change(screen.getByLabelText("小于"), { target: { value: "5" } });
  expect(holder.current().settings).toEqual({
    rules: [{ measure: "count", from: 0, to: 5, color: "green" }],
  });
});

test("another type that takes less says what is left out", () => {
  const holder = show(bar);
  fireEvent.click(screen.getByRole("button", { name: /饼图/ }));
  expect(holder.current()).toMatchObject({ chart: "pie", dimensions: [{ field: "source" }] });
  expect(screen.getByRole("status").textContent).toContain("等级");
});
