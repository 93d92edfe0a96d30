import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The page is written for React and carries its small sister: most of its visitors see it once, on a slow phone. */
const PREACT = {
  "react-dom/client": "preact/compat/client",
  "react-dom": "preact/compat",
  "react/jsx-runtime": "preact/jsx-runtime",
  react: "preact/compat",
};

export default defineConfig({
  root: import.meta.dirname,
  base: "/embed/",
  plugins: [react()],
  resolve: { alias: PREACT },
  build: { outDir: "dist", emptyOutDir: true, assetsDir: "assets", target: "es2022", cssCodeSplit: false },
  server: { proxy: { "/api": { target: process.env["MORTISE_API"] ?? "http://localhost:8080" } } },
});
