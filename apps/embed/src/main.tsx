import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { reportHeight } from "./address.ts";
import { EmbedPage } from "./embed-page.tsx";
import "./embed.css";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <EmbedPage />
    </StrictMode>,
  );
  reportHeight(root);
}
