/** Texts of taking figures off the screen. */
export const exportText = {
  more: { zh: "导出 {name}", en: "Export {name}" },
  xlsx: { zh: "导出 Excel", en: "Excel file" },
  csv: { zh: "导出 CSV", en: "CSV file" },
  png: { zh: "导出图片（PNG）", en: "Picture (PNG)" },
  pdf: { zh: "导出 PDF", en: "PDF" },
  export: { zh: "导出", en: "Export" },
  working: { zh: "正在导出…", en: "Exporting…" },
  failed: { zh: "导出失败，请稍后重试", en: "The export failed; try again later" },
} as const;
