import "@mortise/ui/styles.css";
import "./styles.css";
import "./schedule/schedule.css";
import "./gallery/gallery.css";
import "./gantt/gantt.css";
import "./build/views/views.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { WebApp } from "./web-app.tsx";

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <WebApp />
    </StrictMode>,
  );
