import { type RefObject, useEffect, useRef, useState } from "react";
import { readCode } from "./read-code.ts";

/** How far the camera is. `absent`: the page may not ask for one, or there is none. */
export type CameraState = "starting" | "running" | "refused" | "absent";

const LOOK_EVERY_MS = 250;

/** Shows what the camera at the back sees in a video and looks for a code in it, until one is found or the video is gone. */
export function useCamera(onCode: (code: string) => void): {
  readonly state: CameraState;
  /** Of the video that shows the picture. */
  readonly video: RefObject<HTMLVideoElement | null>;
} {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>("starting");
  const found = useRef(onCode);
  useEffect(() => {
    found.current = onCode;
  });
  useEffect(() => {
    let isOver = false;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const picture = video.current;
      const code =
        picture && picture.readyState >= picture.HAVE_CURRENT_DATA ? await readCode(picture) : undefined;
      if (isOver) return;
      if (code === undefined) timer = setTimeout(() => void look(), LOOK_EVERY_MS);
      else found.current(code);
    };
    const start = async () => {
      // Browsers give cameras to pages with https only.
      const devices = navigator.mediaDevices as MediaDevices | undefined;
      if (!devices?.getUserMedia) return setState("absent");
      try {
        stream = await devices.getUserMedia({ video: { facingMode: "environment" } });
      } catch (error) {
        const isRefused = error instanceof DOMException && error.name === "NotAllowedError";
        return isOver ? undefined : setState(isRefused ? "refused" : "absent");
      }
      if (isOver || !video.current) return stopTracks(stream);
      video.current.srcObject = stream;
      await video.current.play().catch(() => undefined);
      if (isOver) return undefined;
      setState("running");
      return look();
    };
    void start();
    return () => {
      isOver = true;
      clearTimeout(timer);
      stopTracks(stream);
    };
  }, []);
  return { state, video };
}

function stopTracks(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
