import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Libraries every page needs stand in chunks of their own, so that a new version of ours leaves them cached. */
const CHUNKS = [
  { name: "react", test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/ },
  { name: "antd", test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-[a-z-]+|dayjs)[\\/]/ },
  { name: "charts", test: /node_modules[\\/](echarts|zrender)[\\/]/ },
  { name: "canvas", test: /node_modules[\\/](@xyflow|d3-[a-z]+|@dagrejs)[\\/]/ },
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: {
    port: Number(process.env["WEB_PORT"] ?? 5173),
    proxy: { "/api": { target: process.env["MORTISE_API"] ?? "http://localhost:8080" } },
  },
});
