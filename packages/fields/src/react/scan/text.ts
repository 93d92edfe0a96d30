/** Words of scanning. */
export const scanText = {
  scan: { zh: "扫码填写", en: "Scan a code" },
  view: { zh: "摄像头画面", en: "What the camera sees" },
  hold: { zh: "将条码或二维码对准画面", en: "Hold the bar code or QR code before the camera" },
  starting: { zh: "正在打开摄像头…", en: "Starting the camera…" },
  refused: {
    zh: "没有使用摄像头的权限。请在浏览器设置中允许，或拍一张照片来识别",
    en: "The camera may not be used. Allow it in the settings of the browser, or read the code from a photo",
  },
  absent: {
    zh: "这里不能使用摄像头（需要 https 访问），可以拍照或选一张图片来识别",
    en: "No camera can be used here (it takes https); read the code from a photo instead",
  },
  photo: { zh: "拍照或选择图片", en: "Take or choose a photo" },
  nothing: {
    zh: "图片里没有认出条码或二维码，请靠近一些、对齐后再试",
    en: "No bar code or QR code was found in the picture; go closer, hold it straight and try again",
  },
};
