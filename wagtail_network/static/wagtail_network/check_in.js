/* The list at the door of a meeting, on a telephone with a poor connection.

   The page works without this script, by forms. With it a tap counts at once, is kept on the
   telephone until the server has answered, and two telephones see each other's taps. Every text
   comes from data-text-* attributes, so that it can be translated. */
"use strict";

(() => {
  const { Queue, Server, Trouble, newId } = window.wnCheckIn;
  const BATCH = 50;
  const POLL = 15000;
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

  class CheckIn {
    constructor(root) {
      this.root = root;
      this.list = this.part("list");
      const token = root.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
      this.server = new Server(root.dataset, token);
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
      return [...this.root.querySelectorAll("li[data-name]")];
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
      const row = event.submitter?.closest("li[data-name]");
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
      this.keep({ op: newId(), registration, action, at: this.server.clock.now() });
      this.say(this.text(action, { name: row.dataset.name }));
    }

    walkedIn(form) {
      const typed = Object.fromEntries(new FormData(form));
      const operation = { op: newId(), registration: null, action: "walk_in", at: this.server.clock.now() };
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

    /** A ticket read by a camera or typed: its row is checked in, never out, if it is of the list. */
    found(text, scanned = true) {
      const words = text.toUpperCase().split(/[^A-Z0-9]+/);
      const row = this.rows().find((each) => each.dataset.ticket && words.includes(each.dataset.ticket.toUpperCase()));
      if (!row) {
        if (scanned) this.say(this.text("not-found"));
        return;
      }
      this.part("filter").value = "";
      this.filter();
      this.greet(row);
      row.scrollIntoView({ block: "center" });
    }

    /** Who is not registered is let in by a person, not by a camera. */
    greet(row) {
      const { name, checkedIn } = row.dataset;
      const unexpected = row.closest("details");
      if (checkedIn) this.say(this.text("already", { name }));
      else if (!unexpected) this.put(row, "in");
      else {
        unexpected.open = true;
        this.say(this.text("not-registered", { name }));
        row.querySelector("button").focus();
      }
    }

    filter() {
      const typed = fold(this.part("filter").value).trim();
      const words = typed.split(/\s+/);
      let shown = 0;
      for (const row of this.rows()) {
        const { name, organisation = "", ticket = "" } = row.dataset;
        const text = `${name} ${organisation} ${ticket}`;
        row.folded ??= `${fold(text)} ${fold(text, BARE_LETTERS)}`;
        row.hidden = !words.every((word) => row.folded.includes(word));
        shown += !row.hidden;
      }
      this.part("none").hidden = shown > 0;
      const others = this.part("others").closest("details");
      if (others) others.open = Boolean(typed && others.querySelector("li[data-name]:not([hidden])"));
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
      button.name = checkedIn ? "out" : "in";
      button.value = row.dataset.registration ?? "";
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
        const isHere = here.delete(registration);
        if (registration && !pending.has(registration) && isHere !== Boolean(checkedIn)) {
          this.mark(row, isHere ? this.server.clock.now() : "");
        }
      }
      this.others = [...here];
      const changed = this.others.length || (this.registered !== null && registered !== this.registered);
      if (changed) this.part("changed").hidden = false;
      this.registered = registered;
    }
  }

  window.wnCheckIn.CheckIn = CheckIn;
})();
