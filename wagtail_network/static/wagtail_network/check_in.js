/* The list at the door of a meeting, on a telephone with a poor connection.

   The page works without this script: each row has a form. With it a tap counts at once, is kept on
   the telephone until the server has answered, and two telephones see each other's taps. Every text
   comes from data-text-* attributes, so that it can be translated. */
"use strict";

(() => {
  const BATCH = 50;
  const POLL = 15000;
  const TIMEOUT = 20000;
  const FIRST_PAUSE = 1000;
  const LONGEST_PAUSE = 60000;
  // A second tap on the same row this soon is a trembling finger, not an undo.
  const DOUBLE_TAP = 700;

  const LETTERS = { æ: "ae", ø: "oe", å: "aa", ß: "ss" };
  const BARE_LETTERS = { æ: "a", ø: "o", å: "a", ß: "s" };

  /** Without case, accents and Danish letters: "Åse Ærø" gives "aase aeroe". */
  function fold(text, letters = LETTERS) {
    const lower = text.normalize("NFKC").toLowerCase().replace(/[æøåß]/g, (letter) => letters[letter]);
    return lower.normalize("NFD").replace(/\p{M}/gu, "");
  }

  /** A UUID of version 4, also where the page is not served over https: no randomUUID there. */
  function newId() {
    const random = (digit) => digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)));
    return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) => random(digit).toString(16));
  }

  /** What the browser's storage says, or undefined where it keeps nothing for us. */
  function stored(work) {
    try {
      return work(localStorage);
    } catch {
      return undefined;
    }
  }

  /** Why something could not be sent: "offline", "server", "login" or "refused". */
  class Trouble extends Error {
    constructor(kind) {
      super(kind);
      this.kind = kind;
    }
  }

  /** What waits to be sent, in order. Each under its own key: two tabs never overwrite each other. */
  class Queue {
    constructor(name) {
      this.prefix = `wn-check-in:${name}:`;
      this.memory = new Map(); // where there is no storage, or no more of it
    }

    keys() {
      const kept = stored((storage) => Object.keys(storage)) ?? [];
      return [...kept, ...this.memory.keys()].filter((key) => key.startsWith(this.prefix)).sort();
    }

    add(operation) {
      const last = Number(this.keys().at(-1)?.slice(this.prefix.length, this.prefix.length + 15) ?? 0);
      const place = String(Math.max(Date.now(), last + 1)).padStart(15, "0");
      const key = this.prefix + place + operation.op;
      const text = JSON.stringify(operation);
      if (!stored((storage) => [storage.setItem(key, text)])) this.memory.set(key, text);
    }

    all() {
      const read = (key) => this.memory.get(key) ?? stored((storage) => storage.getItem(key));
      const found = this.keys().map((key) => ({ key, operation: JSON.parse(read(key) ?? null) }));
      return found.filter(({ operation }) => operation); // another tab may just have sent it
    }

    drop(key) {
      this.memory.delete(key);
      stored((storage) => storage.removeItem(key));
    }
  }

  /** The server at the one address of the page. Throws Trouble. */
  class Server {
    constructor(url, token) {
      this.url = url;
      this.token = token;
    }

    async ask(method, body) {
      const headers = { Accept: "application/json" };
      if (body) Object.assign(headers, { "Content-Type": "application/json", "X-CSRFToken": this.token });
      const giveUp = new AbortController();
      const timer = setTimeout(() => giveUp.abort(), TIMEOUT);
      try {
        const answer = await fetch(this.url, {
          method, headers, body: body && JSON.stringify(body), cache: "no-store", signal: giveUp.signal,
        });
        Server.check(answer);
        return await answer.json();
      } catch (error) {
        // No answer, half of one, or the log-in page of a wireless network.
        throw error instanceof Trouble ? error : new Trouble("offline");
      } finally {
        clearTimeout(timer);
      }
    }

    static check(answer) {
      if (answer.redirected || [401, 403].includes(answer.status)) throw new Trouble("login");
      if ([400, 413, 422].includes(answer.status)) throw new Trouble("refused");
      if (!answer.ok) throw new Trouble("server");
    }
  }

  class CheckIn {
    constructor(root) {
      this.root = root;
      this.list = this.part("list");
      const token = root.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
      this.server = new Server(root.dataset.url, token);
      this.queue = new Queue(new URL(root.dataset.url, location.href).pathname);
      this.others = []; // who has come and is not in the list of this page
      this.registered = Number(this.part("registered").textContent) || null;
      this.pause = FIRST_PAUSE;
      this.batch = BATCH;
      this.trouble = navigator.onLine ? "" : "offline";
      this.message = "";
      for (const { operation } of this.queue.all()) this.foresee(operation);
      this.listen();
      this.show();
      this.sync(true);
    }

    /** An element of the page, or one that nobody sees: a page may leave out what it does not need. */
    part(name) {
      return this.root.querySelector(`[data-${name}]`) ?? document.createElement("input");
    }

    rows() {
      return [...this.list.querySelectorAll("li[data-name]")];
    }

    rowOf(registration) {
      return this.rows().find((row) => row.dataset.registration === String(registration));
    }

    text(name, values = {}) {
      const attribute = `text${name.replace(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase())}`;
      const text = this.root.dataset[attribute] ?? "";
      return text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
    }

    listen() {
      this.root.addEventListener("submit", (event) => this.submitted(event));
      this.part("filter").addEventListener("input", () => this.filter());
      addEventListener("online", () => this.retry());
      addEventListener("offline", () => this.troubled(new Trouble("offline")));
      document.addEventListener("visibilitychange", () => document.hidden || this.retry());
      setInterval(() => document.hidden || !navigator.onLine || this.sync(true), POLL);
    }

    /* What people do */

    submitted(event) {
      const row = event.target.closest("li[data-name]");
      if (row) {
        event.preventDefault();
        if (row.dataset.registration) this.tapped(row);
      } else if (event.target.matches("[data-walk-in]")) {
        event.preventDefault();
        this.walkedIn(event.target);
      } else if (event.target.querySelector("[data-filter]")) {
        event.preventDefault(); // Enter, or a scanner that types
        this.found(this.part("filter").value, false);
      }
    }

    tapped(row) {
      const now = Date.now();
      if (now - (row.tapped ?? 0) < DOUBLE_TAP) return;
      row.tapped = now;
      this.put(row, row.dataset.checkedIn ? "out" : "in");
    }

    put(row, action) {
      const registration = Number(row.dataset.registration);
      this.keep({ op: newId(), registration, action, at: new Date().toISOString() });
      this.say(this.text(action, { name: row.dataset.name }));
    }

    walkedIn(form) {
      const typed = Object.fromEntries(new FormData(form));
      const operation = { op: newId(), registration: null, action: "walk_in", at: new Date().toISOString() };
      for (const field of ["name", "email", "organisation"]) operation[field] = (typed[field] ?? "").trim();
      this.keep(operation);
      this.say(this.text("walk-in", { name: operation.name }));
      form.reset();
      form.querySelector("[name=name]").focus();
    }

    keep(operation) {
      this.queue.add(operation);
      this.foresee(operation);
      this.show();
      this.sync();
    }

    /** A ticket read by a camera or typed: its row is checked in, never out. */
    found(text, scanned = true) {
      const words = text.toUpperCase().split(/[^A-Z0-9]+/);
      const row = this.rows().find((each) => each.dataset.ticket && words.includes(each.dataset.ticket.toUpperCase()));
      if (row?.dataset.checkedIn) this.say(this.text("already", { name: row.dataset.name }));
      else if (row) this.put(row, "in");
      else if (scanned) this.say(this.text("not-found"));
      if (!row) return;
      this.part("filter").value = "";
      this.filter();
      row.scrollIntoView({ block: "center" });
    }

    filter() {
      const words = fold(this.part("filter").value).split(/\s+/);
      let shown = 0;
      for (const row of this.rows()) {
        const { name, organisation = "", ticket = "" } = row.dataset;
        const text = `${name} ${organisation} ${ticket}`;
        row.folded ??= `${fold(text)} ${fold(text, BARE_LETTERS)}`;
        row.hidden = !words.every((word) => row.folded.includes(word));
        shown += !row.hidden;
      }
      this.part("none").hidden = shown > 0;
    }

    /* What the page shows */

    /** As it will be once the server has answered. */
    foresee(operation) {
      const row = operation.action === "walk_in" ? this.addRow(operation) : this.rowOf(operation.registration);
      if (row) this.mark(row, operation.action === "out" ? "" : operation.at);
    }

    addRow({ op, name, organisation }) {
      const row = this.part("row").content.firstElementChild.cloneNode(true);
      Object.assign(row.dataset, { op, name, organisation });
      for (const [field, value] of Object.entries({ name, organisation })) {
        row.querySelector(`[data-of=${field}]`).textContent = value;
      }
      this.list.prepend(row);
      return row;
    }

    mark(row, checkedIn, note = "") {
      row.dataset.checkedIn = checkedIn;
      row.classList.toggle("wn-checkin__row--in", Boolean(checkedIn));
      row.classList.toggle("wn-checkin__row--refused", Boolean(note));
      row.querySelector("[data-note]").textContent = note;
      const button = row.querySelector("button");
      button.textContent = this.text(checkedIn ? "undo" : "check-in");
      button.setAttribute("aria-label", `${button.textContent}: ${row.dataset.name}`);
      button.value = checkedIn ? "out" : "in";
      // A walk-in has no number yet, so nothing can be said of it to the server.
      button.hidden = !row.dataset.registration;
    }

    say(message) {
      this.message = message;
      this.show();
    }

    show() {
      const waiting = this.queue.all();
      const present = this.rows().filter((row) => row.dataset.checkedIn).length + this.others.length;
      this.putText("present", present);
      if (this.registered !== null) this.putText("registered", this.registered);
      const pending = new Set(waiting.map(({ operation }) => String(operation.registration ?? operation.op)));
      for (const row of this.rows()) {
        const unsent = pending.has(row.dataset.registration || row.dataset.op);
        row.classList.toggle("wn-checkin__row--waiting", unsent);
      }
      this.part("offline").hidden = this.trouble !== "offline";
      this.putText("said", [this.message, this.waitingText(waiting.length)].filter(Boolean).join(" "));
    }

    /** Said only while there is trouble: otherwise it is over before it is read. */
    waitingText(number) {
      if (!this.trouble || (!number && this.trouble === "offline")) return "";
      const waiting = this.text(number === 1 ? "waiting-one" : "waiting-other", { n: number });
      return [number ? waiting : "", this.trouble === "login" ? this.text("login") : ""].join(" ").trim();
    }

    putText(name, value) {
      const place = this.part(name);
      // Only what changes is said aloud by a screen reader.
      if (place.textContent !== String(value)) place.textContent = value;
    }

    /* What goes to and fro. One request at a time, so that no old answer overtakes a new one. */

    async sync(poll = false) {
      this.wanted = { poll: poll || (this.wanted?.poll ?? false) };
      if (this.busy) return;
      this.busy = true;
      clearTimeout(this.timer);
      try {
        while (this.wanted) await this.once();
      } catch (trouble) {
        this.wanted = null;
        this.troubled(trouble);
      } finally {
        this.busy = false;
      }
    }

    retry() {
      this.pause = FIRST_PAUSE;
      this.sync(true);
    }

    async once() {
      const { poll } = this.wanted;
      this.wanted = null;
      if (!poll && !this.queue.keys().length) return; // another tab has sent it
      let drifted = poll;
      while (this.queue.keys().length) drifted = (await this.send()) || drifted;
      this.batch = BATCH;
      if (drifted) await this.poll();
      this.recovered();
    }

    troubled(trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      this.trouble = trouble.kind;
      const pause = this.pause * (0.75 + Math.random() / 2);
      this.pause = Math.min(2 * this.pause, LONGEST_PAUSE);
      clearTimeout(this.timer);
      // Without a connection the "online" event comes, but not on every telephone.
      this.timer = setTimeout(() => this.queue.keys().length && this.sync(), pause);
      this.show();
    }

    recovered() {
      this.pause = FIRST_PAUSE;
      if (this.trouble && !this.queue.keys().length) {
        this.trouble = "";
        // What was refused is more important.
        if (!this.refused) this.message = this.text("sent");
      }
      this.refused = false;
      this.show();
    }

    /** Sends what waits, as much as fits; returns whether the page no longer shows what is. */
    async send() {
      const waiting = this.queue.all().slice(0, this.batch);
      const answer = await this.server
        .ask("POST", { operations: waiting.map(({ operation }) => operation) })
        .catch((trouble) => this.alone(trouble, waiting));
      if (!answer) return false;
      const answered = waiting.filter(({ operation }) => answer.results?.[operation.op]);
      if (!answered.length) throw new Trouble("server");
      for (const { key } of answered) this.queue.drop(key);
      for (const { operation } of answered) this.settle(operation, answer.results[operation.op]);
      this.registered = answer.registered ?? this.registered;
      this.show();
      return !this.queue.keys().length && String(answer.present) !== this.part("present").textContent;
    }

    /** Where a whole batch is refused, one at a time: only the one that is wrong is given up. */
    alone(trouble, waiting) {
      if (trouble.kind !== "refused") throw trouble;
      if (waiting.length > 1) {
        this.batch = 1;
        return null;
      }
      const [{ operation }] = waiting;
      return { results: { [operation.op]: { state: "refused", message: this.text("not-taken") } } };
    }

    settle(operation, { state, message = "", registration }) {
      const row = this.settled(operation, state, registration);
      const name = row?.dataset.name ?? operation.name ?? "";
      const refused = state === "refused";
      if (refused) this.message = this.text("refused", { name, message });
      this.refused ||= refused;
      if (!row) return;
      const later = this.queue.all().some(
        (each) => each.operation.registration && each.operation.registration === operation.registration,
      );
      if (refused) this.mark(row, operation.action === "out" ? operation.at : "", message);
      else if (!later) this.mark(row, state === "in" ? row.dataset.checkedIn || operation.at : "");
    }

    /** The row an answer is about. That of a walk-in gets its number, where it is told. */
    settled(operation, state, registration) {
      const row = this.rows().find((each) => each.dataset.op === operation.op);
      if (!row || state === "refused") return row ?? this.rowOf(operation.registration);
      const known = registration && this.rowOf(registration);
      if (known || !registration) row.remove(); // in the list already, or in the next one
      else row.dataset.registration = registration;
      return known || (registration ? row : null);
    }

    async poll() {
      const { present, registered } = await this.server.ask("GET");
      const pending = new Set(this.queue.all().map(({ operation }) => String(operation.registration)));
      const here = new Set(present.map(String));
      for (const row of this.rows()) {
        const { registration, checkedIn } = row.dataset;
        const isHere = here.has(registration);
        if (registration && !pending.has(registration) && isHere !== Boolean(checkedIn)) {
          this.mark(row, isHere ? new Date().toISOString() : "");
        }
      }
      this.others = [...here].filter((registration) => !this.rowOf(registration));
      const changed = this.others.length || (this.registered !== null && registered !== this.registered);
      if (changed) this.part("changed").hidden = false;
      this.registered = registered;
    }
  }

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
