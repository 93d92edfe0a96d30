import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Expression } from "@mortise/expression";
import type { DashboardCard } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { App } from "antd";
import { useFigureSource } from "../figure-source.ts";
import { exportText } from "./text.ts";
import { pictureBytes, pictureOf } from "./picture.ts";
import { picturePdf } from "./picture-pdf.ts";

const TYPES = {
  png: "image/png",
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
} as const;
const SCALE = 2;

/** Ways to take figures off the screen, each under the reader's rights and noted in the audit log. */
export function useExports(app: string) {
  const t = useText(exportText);
  const api = useApi();
  const source = useFigureSource();
  const { message } = App.useApp();
  const telling = async (work: () => Promise<void>): Promise<void> => {
    const end = message.loading(t.working, 0);
    try {
      await work();
    } catch (error) {
      void message.error(error instanceof Error && error.message !== "" ? error.message : t.failed);
    } finally {
      end();
    }
  };
  return {
    figures: (card: DashboardCard, filter: Expression | undefined, format: "xlsx" | "csv") =>
      telling(async () => {
        const body = { card, format, ...(filter === undefined ? {} : { filter }) };
        const { fileName, content } = source?.file
          ? await source.file({ card, filter }, format)
          : await api.call(routes.exportCard, { params: { app }, body });
        save(
          Uint8Array.from(atob(content), (character) => character.charCodeAt(0)),
          fileName,
          TYPES[format],
        );
      }),
    picture: (element: HTMLElement | null, title: string, format: "png" | "pdf") =>
      telling(async () => {
        if (!element) return;
        const canvas = await pictureOf(element);
        const { width, height } = canvas;
        const bytes =
          format === "png"
            ? await pictureBytes(canvas, "image/png")
            : picturePdf({ jpeg: await pictureBytes(canvas, "image/jpeg"), width, height, scale: SCALE });
        // What a visitor photographs is no export of anybody's.
        if (!source) await api.call(routes.notePictureExport, { params: { app }, body: { title, format } });
        save(bytes, `${title}.${format}`, TYPES[format]);
      }),
  };
}

function save(bytes: Uint8Array<ArrayBuffer>, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
