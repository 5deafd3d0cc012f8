/* What the page at the door sends, kept on the telephone until the server has answered. */
"use strict";

window.wnCheckIn = (() => {
  const TIMEOUT = 20000;

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

  /** What time it is for the server, by whose clock the taps of several telephones are put in order. */
  class Clock {
    constructor(told) {
      this.ahead = -Infinity;
      this.last = 0;
      this.hear(told);
    }

    /** Whatever tells the time is late, the more the poorer the connection: the latest is nearest. */
    hear(told) {
      const time = Date.parse(told);
      if (time) this.ahead = Math.max(this.ahead, time - Date.now());
    }

    now() {
      const ahead = Number.isFinite(this.ahead) ? this.ahead : 0;
      this.last = Math.max(Date.now() + ahead, this.last + 1);
      return new Date(this.last).toISOString();
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
    constructor({ url, now }, token) {
      this.url = url;
      this.token = token;
      this.clock = new Clock(now);
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
        const told = await answer.json();
        this.clock.hear(told.now);
        return told;
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

  return { Queue, Server, Trouble, newId };
})();
