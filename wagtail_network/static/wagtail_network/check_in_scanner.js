/* Begins the page at the door, with the camera where the browser can read codes with it. */
"use strict";

(() => {
  const { CheckIn } = window.wnCheckIn;

  /** Reads tickets with the camera, in browsers that can; others leave it to their camera app. */
  class Scanner {
    constructor(checkIn) {
      this.checkIn = checkIn;
      this.video = checkIn.root.querySelector("[data-camera] video");
      this.start = checkIn.part("scan");
      if (this.video) this.offer();
    }

    async offer() {
      if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return;
      const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
      if (!formats.includes("qr_code")) return;
      this.detector = new BarcodeDetector({ formats: ["qr_code"] });
      this.start.hidden = false;
      this.start.addEventListener("click", () => this.scan());
      this.checkIn.part("scan-stop").addEventListener("click", () => this.stop());
      document.addEventListener("visibilitychange", () => document.hidden && this.stop());
    }

    async scan() {
      this.start.hidden = true;
      try {
        await this.open();
      } catch {
        this.stop();
        this.checkIn.say(this.checkIn.text("no-camera"));
        return;
      }
      await this.look();
      this.stop();
    }

    async open() {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      this.checkIn.part("camera").hidden = false;
      this.video.srcObject = this.stream;
      await this.video.play();
    }

    async look() {
      while (this.stream) {
        const [code] = await this.detector.detect(this.video).catch(() => []);
        if (code && this.stream) {
          navigator.vibrate?.(60);
          this.checkIn.found(code.rawValue);
          return;
        }
        await new Promise((next) => setTimeout(next, 150));
      }
    }

    stop() {
      for (const track of this.stream?.getTracks() ?? []) track.stop();
      this.stream = this.video.srcObject = null;
      this.checkIn.part("camera").hidden = true;
      this.start.hidden = false;
    }
  }

  for (const root of document.querySelectorAll("[data-check-in]")) new Scanner(new CheckIn(root));
})();
