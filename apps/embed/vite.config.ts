import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/embed/",
  plugins: [react()],
  build: { outDir: "dist", emptyOutDir: true, assetsDir: "assets", target: "es2022", cssCodeSplit: false },
  server: { proxy: { "/api": { target: process.env["MORTISE_API"] ?? "http://localhost:8080" } } },
});
