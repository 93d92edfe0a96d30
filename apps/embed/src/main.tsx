import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { reportHeight } from "./address.ts";
import { EmbedPage } from "./embed-page.tsx";
import "./embed.css";

// A page that shows the form within itself brings its own ground.
if (window.parent !== window) document.documentElement.classList.add("framed");

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <EmbedPage />
    </StrictMode>,
  );
  reportHeight(root);
}
